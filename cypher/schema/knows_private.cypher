// Ties that not everybody sees.
// Parameters: none
// Columns: none
CREATE INDEX knows_private IF NOT EXISTS
FOR ()-[r:KNOWS]-() ON (r.private)
