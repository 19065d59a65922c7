// Finds what was merged into a record.
// Parameters: none
// Columns: none
CREATE INDEX deleted_merged_into IF NOT EXISTS
FOR (n:Deleted) ON (n.mergedInto)
