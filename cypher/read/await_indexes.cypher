// Waits until every index answers, at most $seconds seconds.
// Parameters: $seconds how long
// Columns: none
CALL db.awaitIndexes($seconds)
