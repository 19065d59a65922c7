// Finds what was done by when.
// Parameters: none
// Columns: none
CREATE INDEX audit_at IF NOT EXISTS
FOR (n:Audit) ON (n.at)
