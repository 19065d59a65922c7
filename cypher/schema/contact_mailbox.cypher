// Contacts by the user of whose mailbox they were made.
// Parameters: none
// Columns: none
CREATE INDEX contact_mailbox IF NOT EXISTS
FOR (n:Contact) ON (n.mailbox)
