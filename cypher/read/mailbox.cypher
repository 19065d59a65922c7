// What a user says of Kith's reading their mailbox and calendar.
// Parameters: $id the user
// Columns: agreed, stopped, addresses, domains, folders
MATCH (u:User {id: $id})
OPTIONAL MATCH (m:Mailbox {userId: u.id})
RETURN coalesce(m.agreed, false) AS agreed, coalesce(m.stopped, false) AS stopped, coalesce(m.addresses, []) AS addresses,
  coalesce(m.domains, []) AS domains, coalesce(m.folders, []) AS folders
