// Records that have been in the bin since before an instant.
// Parameters: $before the instant; $limit how many
// Columns: id
MATCH (n:Deleted)
WHERE n.deletedAt < $before AND n.deletedWith = n.id
RETURN n.id AS id
LIMIT $limit
