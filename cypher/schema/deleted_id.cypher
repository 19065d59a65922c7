// Finds deleted records by id.
// Parameters: none
// Columns: none
CREATE INDEX deleted_id IF NOT EXISTS
FOR (n:Deleted) ON (n.id)
