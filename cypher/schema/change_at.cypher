// Finds changes by when they were made.
// Parameters: none
// Columns: none
CREATE INDEX change_at IF NOT EXISTS
FOR (n:Change) ON (n.at)
