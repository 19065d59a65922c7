// What users have said of the reading of their mailboxes and calendars.
// Parameters: $ids of users
// Columns: userId, agreed, stopped, addresses, domains, folders
UNWIND $ids AS id
MATCH (m:Mailbox {userId: id})
RETURN m.userId AS userId, coalesce(m.agreed, false) AS agreed, coalesce(m.stopped, false) AS stopped, coalesce(m.addresses, []) AS addresses,
  coalesce(m.domains, []) AS domains, coalesce(m.folders, []) AS folders
