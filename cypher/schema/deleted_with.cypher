// Finds what went into the bin along with a record.
// Parameters: none
// Columns: none
CREATE INDEX deleted_with IF NOT EXISTS
FOR (n:Deleted) ON (n.deletedWith)
