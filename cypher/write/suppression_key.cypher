// The key that identifiers on the suppression list are hashed with: the graph's own, the given one where it has none yet.
// Parameters: $key a fresh random text
// Columns: key
MERGE (s:Schema {id: 'kith'})
SET s.lock = 0
SET s.suppressionKey = coalesce(s.suppressionKey, $key)
RETURN s.suppressionKey AS key
