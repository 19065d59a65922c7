// Takes the lock of the account of a position; its lines and holders change under that lock alone.
// Parameters: $id the position
// Columns: accountId, title
MATCH (s:Position {id: $id})-[:AT]->(a:Account)
SET a.lock = 0
RETURN a.id AS accountId, s.title AS title
