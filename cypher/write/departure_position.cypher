// Makes the position that somebody goes to.
// Parameters: $contactId who; $accountId where; $id of the position; $title its title or null; $at, $holds properties of the relations; $now the instant
// Columns: none
MATCH (c:Contact {id: $contactId})
WITH c, $accountId AS accountId
MATCH (a:Account {id: accountId})
CREATE (c)-[h:HOLDS]->(s:Position {id: $id, title: $title, assistant: false, placeholder: false, createdAt: $now, updatedAt: $now, version: 1})-[t:AT]->(a)
SET h = $holds, t = $at
