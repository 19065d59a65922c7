// The records that rows refer to by what a source calls them; those that it does not know have no row.
// Parameters: $kind as ExternalId has it; $source; $ids what the source calls them
// Columns: externalId, id
UNWIND $ids AS externalId
MATCH (:ExternalId {kind: $kind, source: $source, externalId: externalId})-[:IDENTIFIES]->(n:Account|Person|Unit|Position|Opportunity|Product|RelationType)
RETURN externalId, n.id AS id
