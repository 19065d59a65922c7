// Takes an influence away.
// Parameters: $id the influence
// Columns: from, to
MATCH (a:Contact|Account)-[r:INFLUENCES {id: $id}]->(b:Contact)
WITH r, a.id AS from, b.id AS to
DELETE r
RETURN from, to
