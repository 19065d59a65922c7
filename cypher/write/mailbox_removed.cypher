// Notes that all is taken back that came from a user's mailbox.
// Parameters: $id the user
// Columns: none
MATCH (m:Mailbox {userId: $id})
REMOVE m.removing
