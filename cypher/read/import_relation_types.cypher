// The relation types that have names, each with the sources that know them.
// Parameters: $addresses names
// Columns: address, id, sources
UNWIND $addresses AS address
MATCH (t:RelationType {name: address})
RETURN address, t.id AS id, COLLECT { MATCH (t)<-[:IDENTIFIES]-(x:ExternalId) RETURN x.source } AS sources
