// Notes that a user's mailbox gave interactions.
// Parameters: $id the user; $keys list of {source, externalId}
// Columns: none
MATCH (m:Mailbox {userId: $id})
UNWIND $keys AS key
MATCH (i:Interaction {source: key.source, externalId: key.externalId})
MERGE (i)-[:CAME_FROM]->(m)
