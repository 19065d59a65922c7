// Where positions are.
// Parameters: $ids of positions
// Columns: id, accountId, relationId
UNWIND $ids AS id
MATCH (s:Position {id: id})-[at:AT]->(a:Account)
RETURN s.id AS id, a.id AS accountId, at.id AS relationId
