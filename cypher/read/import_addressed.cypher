// The people who have e-mail addresses, each with the sources that know them.
// Parameters: $addresses lower case
// Columns: address, id, sources
UNWIND $addresses AS address
MATCH (:Email {address: address})<-[:HAS_EMAIL]-(p:Person)
RETURN address, p.id AS id, COLLECT { MATCH (p)<-[:IDENTIFIES]-(x:ExternalId) RETURN x.source } AS sources
