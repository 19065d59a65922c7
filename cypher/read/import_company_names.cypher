// The accounts of a source that have names.
// Parameters: $source; $names
// Columns: id, name
MATCH (x:ExternalId)
WHERE x.kind = 'account' AND x.source = $source AND x.externalId STARTS WITH ''
MATCH (x)-[:IDENTIFIES]->(a:Account)
WHERE a.name IN $names
RETURN DISTINCT a.id AS id, a.name AS name
