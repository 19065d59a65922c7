// Brings a record back from the bin, with what went along with it: labels, e-mails, domains and external ids. An address or domain that others
// have meanwhile is theirs too.
// Parameters: $id the record
// Columns: id
MATCH (n:Deleted {deletedWith: $id})
WITH collect(n) AS back
CALL (back) {
  UNWIND back AS n
  MATCH (n)<-[:IDENTIFIES]-(x:Deleted)
  REMOVE x:Deleted, x.deletedLabels, x.deletedAt
  SET x:ExternalId
}
CALL (back) {
  UNWIND back AS n
  MATCH (n)-[r:HAS_EMAIL]->(e:Deleted)
  MERGE (of:Email {address: e.address})
  CREATE (n)-[:HAS_EMAIL {index: r.index}]->(of)
  DELETE r
  WITH DISTINCT e
  WHERE NOT EXISTS { (e)--() }
  DELETE e
}
CALL (back) {
  UNWIND back AS n
  MATCH (n)-[r:HAS_DOMAIN]->(d:Deleted)
  MERGE (of:Domain {name: d.name})
  CREATE (n)-[:HAS_DOMAIN {index: r.index}]->(of)
  DELETE r
  WITH DISTINCT d
  WHERE NOT EXISTS { (d)--() }
  DELETE d
}
UNWIND back AS n
WITH n, n.deletedLabels AS labels
SET n:$(labels)
REMOVE n:Deleted, n.deletedLabels, n.deletedAt, n.deletedBy, n.deletedWith, n.mergedInto
RETURN n.id AS id
