// Finds the relations of a relation type.
// Parameters: none
// Columns: none
CREATE INDEX related_to_type IF NOT EXISTS
FOR ()-[r:RELATED_TO]-() ON (r.type)
