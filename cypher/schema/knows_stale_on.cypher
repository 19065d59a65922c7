// Ties by the day on which what is stored of them no longer holds.
// Parameters: none
// Columns: none
CREATE INDEX knows_stale_on IF NOT EXISTS
FOR ()-[r:KNOWS]-() ON (r.staleOn)
