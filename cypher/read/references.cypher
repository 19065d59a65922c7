// The records that references name, one row for each reference that names one. A reference has an id, or an e-mail address, or a
// source and an external id, and the kinds that are meant. Of several people with one address, our user comes first.
// Parameters: $references list of {key, id, address, source, externalId, kinds}
// Columns: key, id
UNWIND $references AS reference
WITH reference, COLLECT {
  CALL (reference) {
    MATCH (n:Account {id: reference.id})
    RETURN n.id AS id, 'account' AS kind, 0 AS rank
    UNION ALL
    MATCH (n:Contact {id: reference.id})
    RETURN n.id AS id, 'contact' AS kind, 0 AS rank
    UNION ALL
    MATCH (n:User {id: reference.id})
    RETURN n.id AS id, 'user' AS kind, 0 AS rank
    UNION ALL
    MATCH (n:Position {id: reference.id})
    RETURN n.id AS id, 'position' AS kind, 0 AS rank
    UNION ALL
    MATCH (n:Opportunity {id: reference.id})
    RETURN n.id AS id, 'opportunity' AS kind, 0 AS rank
    UNION ALL
    MATCH (n:Product {id: reference.id})
    RETURN n.id AS id, 'product' AS kind, 0 AS rank
    UNION ALL
    MATCH (:Email {address: reference.address})<-[:HAS_EMAIL]-(n:Person)
    RETURN n.id AS id, CASE WHEN n:User THEN 'user' ELSE 'contact' END AS kind, CASE WHEN n:User THEN 0 ELSE 1 END AS rank
    UNION ALL
    UNWIND reference.kinds AS kind
    MATCH (:ExternalId {kind: kind, source: reference.source, externalId: reference.externalId})-[:IDENTIFIES]->(n:Account|Person|Position|Opportunity|Product)
    RETURN n.id AS id, kind, 0 AS rank
  }
  WITH id, kind, rank
  WHERE kind IN reference.kinds
  RETURN id ORDER BY rank, id LIMIT 1
}[0] AS id
WHERE id IS NOT NULL
RETURN reference.key AS key, id
