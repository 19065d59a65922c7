// The records that a source calls by ids, with what the source gave last; those that it does not know have no row.
// Parameters: $kind as ExternalId has it; $source; $ids what the source calls them
// Columns: externalId, id, given
UNWIND $ids AS externalId
MATCH (x:ExternalId {kind: $kind, source: $source, externalId: externalId})-[:IDENTIFIES]->(n:Account|Person|Unit|Position|Opportunity|Product|RelationType)
RETURN externalId, n.id AS id, x.given AS given
