// Finds what was done by who did it, and when.
// Parameters: none
// Columns: none
CREATE INDEX audit_by IF NOT EXISTS
FOR (n:Audit) ON (n.by, n.at)
