// The units with the given ids, in their order; those that are not there are left out.
// Parameters: $ids the records
// Columns: id, createdAt, updatedAt, version, name, parentId, externalIds, custom
UNWIND range(0, size($ids) - 1) AS i
MATCH (n:Unit {id: $ids[i]})
WITH i, n ORDER BY i
RETURN n.id AS id, n.createdAt AS createdAt, n.updatedAt AS updatedAt, n.version AS version, n.name AS name,
  COLLECT { MATCH (n)-[:PART_OF]->(to:Unit) RETURN to {.id} }[0] AS parentId,
  COLLECT { MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY r.index } AS externalIds,
  [name IN keys(n) WHERE name STARTS WITH 'custom.' | [substring(name, 7), n[name]]] AS custom
