// The positions with the given ids, in their order; those that are not there are left out.
// Parameters: $ids the records;
//   $seesAccounts what the viewer sees
// Columns: id, createdAt, updatedAt, version, title, department, location, assistant, placeholder, accountId, since, until, externalIds, custom
UNWIND range(0, size($ids) - 1) AS i
MATCH (n:Position {id: $ids[i]})-[:AT]->(account:Account)
WHERE ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts))
WITH i, n ORDER BY i
RETURN n.id AS id, n.createdAt AS createdAt, n.updatedAt AS updatedAt, n.version AS version, n.title AS title,
  n.department AS department, n.location AS location, n.assistant AS assistant, n.placeholder AS placeholder,
  COLLECT { MATCH (n)-[:AT]->(to:Account) RETURN to {.id} }[0] AS accountId,
  COLLECT { MATCH (n)-[at:AT]->(:Account) RETURN at.since }[0] AS since,
  COLLECT { MATCH (n)-[at:AT]->(:Account) RETURN at.until }[0] AS until,
  COLLECT { MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY r.index } AS externalIds,
  [name IN keys(n) WHERE name STARTS WITH 'custom.' | [substring(name, 7), n[name]]] AS custom
