// Which roles have names.
// Parameters: $names as they are stored
// Columns: text, id
UNWIND $names AS name
MATCH (r:Role {name: name})
RETURN name AS text, r.id AS id
