// The opportunities with the given ids, in their order; those that are not there are left out.
// Parameters: $ids the records;
//   $seesAccounts, $seesOpportunities what the viewer sees
// Columns: id, createdAt, updatedAt, version, name, stage, status, value, currency, closeDate, accountId, ownerId, externalIds, custom
UNWIND range(0, size($ids) - 1) AS i
MATCH (n:Opportunity {id: $ids[i]})
WHERE ($seesOpportunities IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesOpportunities))
WITH i, n ORDER BY i
RETURN n.id AS id, n.createdAt AS createdAt, n.updatedAt AS updatedAt, n.version AS version, n.name AS name, n.stage AS stage,
  n.status AS status, n.value AS value, n.currency AS currency, n.closeDate AS closeDate,
  COLLECT { MATCH (n)-[:FOR]->(to:Account) WHERE ($seesAccounts IS NULL OR any(whom IN to.belongsTo WHERE whom IN $seesAccounts)) RETURN to {.id} }[0] AS accountId,
  COLLECT { MATCH (n)-[:OWNED_BY]->(to:User) RETURN to {.id} }[0] AS ownerId,
  COLLECT { MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY r.index } AS externalIds,
  [name IN keys(n) WHERE name STARTS WITH 'custom.' | [substring(name, 7), n[name]]] AS custom
