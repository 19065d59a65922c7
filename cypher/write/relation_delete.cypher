// Takes a relation away.
// Parameters: $id the relation
// Columns: from, to
MATCH (a:Person|Account)-[r:RELATED_TO {id: $id}]->(b:Person|Account)
WITH r, a.id AS from, b.id AS to
DELETE r
RETURN from, to
