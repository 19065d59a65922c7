// The account that a position is in, which never changes.
// Parameters: $id the position
// Columns: accountId
MATCH (:Position {id: $id})-[:AT]->(a:Account)
RETURN a.id AS accountId
