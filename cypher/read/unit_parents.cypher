// Every unit with the unit it is part of.
// Parameters: none
// Columns: id, name, parentId
MATCH (u:Unit)
RETURN u.id AS id, u.name AS name, COLLECT { MATCH (u)-[:PART_OF]->(p:Unit) RETURN p.id }[0] AS parentId
