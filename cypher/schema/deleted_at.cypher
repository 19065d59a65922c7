// Finds what is in the bin by when it came there.
// Parameters: none
// Columns: none
CREATE INDEX deleted_at IF NOT EXISTS
FOR (n:Deleted) ON (n.deletedAt)
