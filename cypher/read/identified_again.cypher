// The contacts that have one of these e-mail addresses or external ids.
// Parameters: $emails the addresses; $externalIds list of {source, id}
// Columns: id
CALL () {
  UNWIND $emails AS address
  MATCH (:Email {address: address})<-[:HAS_EMAIL]-(c:Contact)
  RETURN c
  UNION
  UNWIND $externalIds AS external
  MATCH (:ExternalId {kind: 'contact', source: external.source, externalId: external.id})-[:IDENTIFIES]->(c:Contact)
  RETURN c
}
RETURN DISTINCT c.id AS id
