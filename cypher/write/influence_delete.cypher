// Takes an influence away.
// Parameters: $id the influence
// Columns: id, type, from, to, properties
MATCH (a:Contact|Account)-[r:INFLUENCES {id: $id}]->(b:Contact)
WITH r, a.id AS from, b.id AS to, properties(r) AS properties
DELETE r
RETURN $id AS id, 'INFLUENCES' AS type, from, to, properties
