// The users of mailboxes of which not all is taken back that is to be.
// Parameters: none
// Columns: id
MATCH (m:Mailbox)
WHERE m.removing
RETURN m.userId AS id
ORDER BY id
