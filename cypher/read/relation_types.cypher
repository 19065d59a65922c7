// The relation types with the given ids, in their order; those that are not there are left out.
// Parameters: $ids the records
// Columns: id, createdAt, updatedAt, version, name, forward, backward, symmetric, knows, externalIds, custom
UNWIND range(0, size($ids) - 1) AS i
MATCH (n:RelationType {id: $ids[i]})
WITH i, n ORDER BY i
RETURN n.id AS id, n.createdAt AS createdAt, n.updatedAt AS updatedAt, n.version AS version, n.name AS name,
  n.forward AS forward, n.backward AS backward, n.symmetric AS symmetric, n.knows AS knows,
  COLLECT { MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY r.index } AS externalIds,
  [name IN keys(n) WHERE name STARTS WITH 'custom.' | [substring(name, 7), n[name]]] AS custom
