// What changes say.
// Parameters: $ids
// Columns: id, entries
UNWIND $ids AS id
MATCH (c:Change {id: id})
RETURN c.id AS id, c.entries AS entries
