// Where a record went that was merged into another, and that one into another still.
// Parameters: $id the record that it was
// Columns: id
MATCH (n:Deleted {id: $id})
WHERE n.mergedInto IS NOT NULL
RETURN n.mergedInto AS id
