// Creates and updates accounts with their domains and owner and external ids. What a row leaves null beside the properties stays as it is.
// Parameters: $rows list of {id, createdAt, properties, externalIds [{source, id}], domains [name], ownerId [id], relations (two ids for new relationships)}
//   $now this instant; $by who writes; $source where it comes from
// Columns: none
UNWIND $rows AS row
MERGE (n:Account {id: row.id})
ON CREATE SET n.createdAt = row.createdAt, n.version = 0
SET n += row.properties, n.updatedAt = $now, n.version = n.version + 1
WITH n, row
CALL (n, row) {
  WITH n, row WHERE row.domains IS NOT NULL
  MATCH (n)-[old:HAS_DOMAIN]->(:Domain)
  DELETE old
}
CALL (n, row) {
  UNWIND range(0, size(coalesce(row.domains, [])) - 1) AS i
  MERGE (d:Domain {name: row.domains[i]})
  CREATE (n)-[:HAS_DOMAIN {index: i}]->(d)
}
CALL (n, row) {
  WITH n, row WHERE row.ownerId IS NOT NULL
  MATCH (n)-[old:OWNED_BY]->(:User)
  DELETE old
}
CALL (n, row) {
  UNWIND coalesce(row.ownerId, []) AS id
  MATCH (to:User {id: id})
  CREATE (n)-[:OWNED_BY {id: row.relations[1], source: $source, status: 'fact', createdBy: $by, createdAt: $now, updatedAt: $now}]->(to)
}
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
    CREATE (:ExternalId {kind: 'account', source: external.source, externalId: external.id})-[:IDENTIFIES {index: i}]->(n))
}
