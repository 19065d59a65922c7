// Says before which day interactions are kept in their ties only. It never goes back: what is folded stays folded.
// Parameters: $day the day
// Columns: none
MERGE (s:Schema {id: 'kith'})
SET s.lock = 0
SET s.foldedBefore = CASE WHEN s.foldedBefore > $day THEN s.foldedBefore ELSE $day END
