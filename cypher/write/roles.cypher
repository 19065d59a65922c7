// Creates and updates roles with their external ids. What a row leaves null beside the properties stays as it is.
// Parameters: $rows list of {id, createdAt, properties, externalIds [{source, id}]}
//   $now this instant
// Columns: none
UNWIND $rows AS row
MERGE (n:Role {id: row.id})
ON CREATE SET n.createdAt = row.createdAt, n.version = 0
SET n += row.properties, n.updatedAt = $now, n.version = n.version + 1
WITH n, row
CALL (n, row) {
  WITH n, row WHERE row.externalIds IS NOT NULL
  MATCH (n)<-[:IDENTIFIES]-(old:ExternalId)
  WHERE NOT old {.source, id: old.externalId} IN row.externalIds
  DETACH DELETE old
}
CALL (n, row) {
  UNWIND range(0, size(coalesce(row.externalIds, [])) - 1) AS i
  WITH n, i, row.externalIds[i] AS external
  OPTIONAL MATCH (n)<-[r:IDENTIFIES]-(:ExternalId {source: external.source, externalId: external.id})
  SET r.index = i
  FOREACH (_ IN CASE WHEN r IS NULL THEN [1] ELSE [] END |
    CREATE (:ExternalId {kind: 'role', source: external.source, externalId: external.id})-[:IDENTIFIES {index: i}]->(n))
}
