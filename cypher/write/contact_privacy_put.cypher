// Makes a contact private, or open again.
// Parameters: $id the contact; $private the names of the viewers who see it, or null; $now this instant
// Columns: none
MATCH (c:Contact {id: $id})
SET c.private = $private, c.updatedAt = $now, c.version = c.version + 1
