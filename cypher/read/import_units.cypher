// All units with those above them. They are few.
// Parameters: none
// Columns: id, parentId, source
MATCH (u:Unit)
OPTIONAL MATCH (u)-[r:PART_OF]->(p:Unit)
RETURN u.id AS id, p.id AS parentId, r.source AS source
