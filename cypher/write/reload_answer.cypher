// Says that the ties were loaded anew since changes that ask for it.
// Parameters: $ids of the changes
// Columns: none
UNWIND $ids AS id
MATCH (c:Change {id: id})
SET c.answered = datetime.realtime()
