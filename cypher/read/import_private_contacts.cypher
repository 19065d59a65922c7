// Whose contacts are that are private.
// Parameters: $ids of contacts
// Columns: contactId, userId
UNWIND $ids AS id
MATCH (c:Contact {id: id})
WHERE c.private IS NOT NULL
UNWIND [name IN c.private WHERE name <> 'system'] AS user
RETURN c.id AS contactId, user AS userId
