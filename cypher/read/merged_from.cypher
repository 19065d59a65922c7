// What was merged into records.
// Parameters: $ids the records
// Columns: id
MATCH (n:Deleted)
WHERE n.mergedInto IN $ids
RETURN n.id AS id
