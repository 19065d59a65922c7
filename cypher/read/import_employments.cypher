// The positions that a source's rows of contacts gave people.
// Parameters: $people ids; $source
// Columns: id, from, to, since, until, primary, given, source
UNWIND $people AS person
MATCH (p:Person {id: person})-[h:HOLDS]->(s:Position)
WHERE h.source = $source AND EXISTS { (s)<-[:IDENTIFIES]-(x:ExternalId {kind: 'position', source: $source}) WHERE x.externalId STARTS WITH 'contact:' }
RETURN h.id AS id, p.id AS from, s.id AS to, h.since AS since, h.until AS until, h.primary AS primary, h.given AS given, h.source AS source
