// Where positions are.
// Parameters: $ids of positions
// Columns: id, accountId
UNWIND $ids AS id
MATCH (s:Position {id: id})-[:AT]->(a:Account)
RETURN s.id AS id, a.id AS accountId
