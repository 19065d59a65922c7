// Notes what a transaction changed, as its last statement: whoever follows finds it by its time, Neo4j's own.
// Parameters: $id of the note; $entries what changed, each as words: kind, action, id, and of a tie or an influence the two people's ids
// Columns: none
CREATE (:Change {id: $id, at: datetime.realtime(), entries: $entries})
