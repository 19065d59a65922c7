// Holds the tree of units until the transaction ends.
// Parameters: none
// Columns: none
MERGE (s:Schema {id: 'kith'})
SET s.lock = 0
