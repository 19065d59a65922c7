// The accounts that have domains, each with the sources that know them.
// Parameters: $addresses domain names, lower case
// Columns: address, id, sources
UNWIND $addresses AS address
MATCH (:Domain {name: address})<-[:HAS_DOMAIN]-(a:Account)
RETURN address, a.id AS id, COLLECT { MATCH (a)<-[:IDENTIFIES]-(x:ExternalId) RETURN x.source } AS sources
