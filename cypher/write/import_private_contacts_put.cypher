// Makes contacts private to a user each.
// Parameters: $contacts list of {contactId, userId}; $now this instant
// Columns: none
UNWIND $contacts AS private
MATCH (c:Contact {id: private.contactId})
SET c.private = ['system', private.userId], c.updatedAt = $now, c.version = c.version + 1
