// Notes that all is taken back that came from a user's mailbox. The contacts that it made and that stay are another mailbox's from now on, if one knows
// them too.
// Parameters: $id the user
// Columns: none
MATCH (m:Mailbox {userId: $id})
REMOVE m.removing
WITH m
MATCH (c:Contact {mailbox: m.userId})
SET c.mailbox = COLLECT { MATCH (c)-[:TOOK_PART]->(:Interaction)-[:CAME_FROM]->(other:Mailbox) RETURN other.userId LIMIT 1 }[0]
