// Notes what sources call records and what they gave of them.
// Parameters: $kind as ExternalId has it; $rows list of {id, ids (list of {source, externalId, given})}
// Columns: none
UNWIND $rows AS row
MATCH (n:Account|Person|Unit|Position|Opportunity|Product|RelationType {id: row.id})
WITH n, row, COUNT { (n)<-[:IDENTIFIES]-(:ExternalId) } AS before
UNWIND range(0, size(row.ids) - 1) AS i
WITH n, before, i, row.ids[i] AS external
MERGE (x:ExternalId {kind: $kind, source: external.source, externalId: external.externalId})
SET x.given = external.given
WITH n, x, before + i AS index
WHERE NOT EXISTS { (x)-[:IDENTIFIES]->(:Account|Person|Unit|Position|Opportunity|Product|RelationType) }
CREATE (x)-[:IDENTIFIES {index: index}]->(n)
