// People with a relation of a type, whenever.
// Parameters: $type id of the relation type
// Columns: from, to
MATCH (from:Person)-[r:RELATED_TO {type: $type}]->(to:Person)
RETURN from.id AS from, to.id AS to
