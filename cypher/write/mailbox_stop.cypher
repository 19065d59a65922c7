// Stops the reading of a user's mailbox, and notes that what came from it is to be taken back; of a user in the bin too.
// Parameters: $id the user
// Columns: id
MATCH (u:User|Deleted {id: $id})
MERGE (m:Mailbox {userId: u.id})
SET m.agreed = false, m.stopped = true, m.removing = true
RETURN u.id AS id
