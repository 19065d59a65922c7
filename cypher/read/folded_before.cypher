// The day before which interactions are kept in their ties only, null where all are kept.
// Parameters: none
// Columns: day
OPTIONAL MATCH (s:Schema {id: 'kith'})
RETURN s.foldedBefore AS day
