// Some of the interactions that a user's mailbox gave, and whether nothing else did.
// Parameters: $id the user; $limit how many
// Columns: id, source, externalId, alone
MATCH (m:Mailbox {userId: $id})<-[:CAME_FROM]-(i:Interaction)
WITH i LIMIT $limit
RETURN i.id AS id, i.source AS source, i.externalId AS externalId,
  coalesce(i.mailboxOnly, false) AND COUNT { (i)-[:CAME_FROM]->(:Mailbox) } = 1 AS alone
