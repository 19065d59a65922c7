// What people hold and held, with the seat's account.
// Parameters: $ids the people
// Columns: personId, positionId, title, accountId, id, source, since, until
UNWIND $ids AS id
MATCH (p:Person {id: id})-[h:HOLDS]->(s:Position)-[:AT]->(a:Account)
RETURN p.id AS personId, s.id AS positionId, s.title AS title, a.id AS accountId, h.id AS id, h.source AS source, h.since AS since, h.until AS until
ORDER BY personId, since, id
