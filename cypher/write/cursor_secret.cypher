// The secret that cursors are sealed with: the graph's own, the given one where it has none yet.
// Parameters: $secret a fresh random text
// Columns: secret
MERGE (s:Schema {id: 'kith'})
SET s.lock = 0
SET s.cursorSecret = coalesce(s.cursorSecret, $secret)
RETURN s.cursorSecret AS secret
