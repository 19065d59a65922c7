// Which relation types have names.
// Parameters: $names as they are stored
// Columns: text, id
UNWIND $names AS name
MATCH (t:RelationType {name: name})
RETURN name AS text, t.id AS id
