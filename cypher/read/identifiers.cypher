// What contacts are known by, those in the bin too: of an e-mail address whether somebody else has it.
// Parameters: $ids the contacts
// Columns: id, mergedInto, linkedinUrl, emails, externalIds
UNWIND $ids AS id
MATCH (n:Contact|Deleted {id: id})
RETURN n.id AS id, n.mergedInto AS mergedInto, n.linkedinUrl AS linkedinUrl,
  COLLECT {
    MATCH (n)-[:HAS_EMAIL]->(e:Email|Deleted)
    RETURN {address: e.address, shared: EXISTS { MATCH (e)<-[:HAS_EMAIL]-(other:Person|Deleted) WHERE NOT other.id IN $ids }}
  } AS emails,
  COLLECT { MATCH (n)<-[:IDENTIFIES]-(x:ExternalId|Deleted) RETURN {source: x.source, id: x.externalId} } AS externalIds
