// One relation.
// Parameters: $id the relation
// Columns: from, to, type, id, since, until, note, updatedAt
MATCH (from:Person|Account)-[r:RELATED_TO {id: $id}]->(to:Person|Account)
RETURN from.id AS from, to.id AS to, r.type AS type, r.id AS id, r.since AS since, r.until AS until, r.note AS note, r.updatedAt AS updatedAt
