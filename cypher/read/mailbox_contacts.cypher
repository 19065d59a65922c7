// Some of the contacts that were made of the people in a user's mailbox and on which nothing else rests: nobody has changed them, they have no
// relations but the seats that they alone hold, and no other source knows them.
// Parameters: $id the user; $limit how many
// Columns: id, seats
MATCH (c:Contact {mailbox: $id})
WHERE c.version = 1 AND COUNT { (c)<-[:IDENTIFIES]-(:ExternalId) } <= 1
  AND NOT EXISTS { MATCH (c)-[r]-() WHERE NOT type(r) IN ['HAS_EMAIL', 'IDENTIFIES', 'OWNED_BY', 'HOLDS'] }
WITH c, COLLECT { MATCH (c)-[:HOLDS]->(s:Position) RETURN DISTINCT s } AS seats
WHERE none(s IN seats WHERE EXISTS { MATCH (s)-[:REPORTS_TO]-(:Position) } OR COUNT { (s)<-[:HOLDS]-() } > 1)
RETURN c.id AS id, [s IN seats | s.id] AS seats
LIMIT $limit
