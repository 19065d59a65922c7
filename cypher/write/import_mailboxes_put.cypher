// Writes what users have said of the reading of their mailboxes and calendars.
// Parameters: $said list of {userId, agreed, stopped, addresses, domains, folders}
// Columns: none
UNWIND $said AS said
MATCH (u:User {id: said.userId})
MERGE (m:Mailbox {userId: u.id})
SET m.agreed = said.agreed, m.stopped = said.stopped, m.addresses = said.addresses, m.domains = said.domains, m.folders = said.folders
