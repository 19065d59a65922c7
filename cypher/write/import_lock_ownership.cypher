// Takes the lock of all ownership: a circle of owners can run through any accounts.
// Parameters: none
// Columns: none
MATCH (s:Schema {id: 'kith'})
SET s.lock = 0
