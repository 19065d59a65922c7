// What changes say.
// Parameters: $ids
// Columns: entries
UNWIND $ids AS id
MATCH (c:Change {id: id})
RETURN c.entries AS entries
