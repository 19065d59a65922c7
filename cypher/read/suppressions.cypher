// The suppression list, and the key of its hashes.
// Parameters: none
// Columns: key, hashes
MATCH (k:Schema {id: 'kith'})
RETURN k.suppressionKey AS key, COLLECT { MATCH (s:Suppression) RETURN s.hash } AS hashes
