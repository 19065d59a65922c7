// Takes a mail out of the outbox.
// Parameters: $id the mail
// Columns: none
MATCH (m:Mail {id: $id})
DETACH DELETE m
