// Takes the lock of those who change who can administer: one after the other.
// Parameters: none
// Columns: none
MERGE (s:Schema {id: 'administrators'})
SET s.lock = 0
