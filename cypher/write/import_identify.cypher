// Notes what a source calls records and what it gave of them.
// Parameters: $kind as ExternalId has it; $rows list of {id, source, externalId, given, index (among the new ones of its record)}
// Columns: none
UNWIND $rows AS row
MATCH (n:Account|Person|Unit|Position|Opportunity|Product|RelationType {id: row.id})
MERGE (x:ExternalId {kind: $kind, source: row.source, externalId: row.externalId})
SET x.given = row.given
WITH n, x, row
WHERE NOT EXISTS { (x)-[:IDENTIFIES]->(n) }
WITH n, x, row, COUNT { (n)<-[:IDENTIFIES]-(:ExternalId) } AS index
CREATE (x)-[:IDENTIFIES {index: index + row.index}]->(n)
