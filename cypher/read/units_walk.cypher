// Ids of units in their order, for whole walks.
// Parameters: $after the last id before, empty at the beginning; $limit how many
// Columns: id
MATCH (n:Unit) WHERE n.id > $after
RETURN n.id AS id
ORDER BY id LIMIT $limit
