// Ids of roles in their order, for whole walks.
// Parameters: $after the last id before, empty at the beginning; $limit how many
// Columns: id
MATCH (n:Role) WHERE n.id > $after
RETURN n.id AS id
ORDER BY id LIMIT $limit
