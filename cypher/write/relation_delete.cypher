// Takes a relation away.
// Parameters: $id the relation
// Columns: id, type, from, to, properties
MATCH (a:Person|Account)-[r:RELATED_TO {id: $id}]->(b:Person|Account)
WITH r, a.id AS from, b.id AS to, properties(r) AS properties
DELETE r
RETURN $id AS id, 'RELATED_TO' AS type, from, to, properties
