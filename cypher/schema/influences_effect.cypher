// Finds influences by their effect.
// Parameters: none
// Columns: none
CREATE INDEX influences_effect IF NOT EXISTS
FOR ()-[r:INFLUENCES]-() ON (r.effect)
