// Forgets changes that nobody can ask for any more.
// Parameters: $before the instant
// Columns: none
MATCH (c:Change)
WHERE c.at < $before
CALL (c) {
  DELETE c
} IN TRANSACTIONS OF 1000 ROWS
