// Creates and updates positions with their account and dates and external ids. What a row leaves null beside the properties stays as it is.
// Parameters: $rows list of {id, createdAt, properties, externalIds [{source, id}], accountId [id], seat {since, until, and other properties where a file has them}, relations (two ids for new relationships)}
//   $now this instant; $by who writes; $source where it comes from
// Columns: none
UNWIND $rows AS row
MERGE (n:Position {id: row.id})
ON CREATE SET n.createdAt = row.createdAt, n.version = 0
SET n += row.properties, n.updatedAt = $now, n.version = n.version + 1
WITH n, row
CALL (n, row) {
  WITH n, row WHERE NOT EXISTS { (n)-[:AT]->(:Account) }
  MATCH (to:Account {id: row.accountId[0]})
  CREATE (n)-[:AT {id: row.relations[0], source: $source, status: 'fact', createdBy: $by, createdAt: $now, updatedAt: $now}]->(to)
}
CALL (n, row) {
  WITH n, row WHERE row.seat IS NOT NULL
  MATCH (n)-[at:AT]->(:Account)
  SET at += row.seat, at.updatedAt = $now
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
    CREATE (:ExternalId {kind: 'position', source: external.source, externalId: external.id})-[:IDENTIFIES {index: i}]->(n))
}
