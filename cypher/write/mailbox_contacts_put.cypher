// Notes that contacts were made of the people in a user's mailbox.
// Parameters: $id the user; $ids the contacts
// Columns: none
UNWIND $ids AS contact
MATCH (c:Contact {id: contact})
SET c.mailbox = $id
