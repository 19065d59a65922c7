// Which units have a name, or the id.
// Parameters: $name the name, or the id
// Columns: id
MATCH (n:Unit)
WHERE n.name = $name OR n.id = $name
RETURN n.id AS id
