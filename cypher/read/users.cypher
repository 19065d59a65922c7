// The users with the given ids, in their order; those that are not there are left out.
// Parameters: $ids the records
// Columns: id, createdAt, updatedAt, version, name, email, active, leftOn, unitId, roleId, externalIds, custom
UNWIND range(0, size($ids) - 1) AS i
MATCH (n:User {id: $ids[i]})
WITH i, n ORDER BY i
RETURN n.id AS id, n.createdAt AS createdAt, n.updatedAt AS updatedAt, n.version AS version, n.name AS name, n.email AS email,
  n.active AS active, n.leftOn AS leftOn,
  COLLECT { MATCH (n)-[:MEMBER_OF]->(to:Unit) RETURN to {.id} }[0] AS unitId,
  COLLECT { MATCH (n)-[:HAS_ROLE]->(to:Role) RETURN to {.id} }[0] AS roleId,
  COLLECT { MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY r.index } AS externalIds,
  [name IN keys(n) WHERE name STARTS WITH 'custom.' | [substring(name, 7), n[name]]] AS custom
