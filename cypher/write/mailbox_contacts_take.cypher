// Takes contacts back that a mailbox made, with the seats that they alone held, external ids, and addresses that nobody else has.
// Parameters: $ids the contacts
// Columns: none
UNWIND $ids AS id
MATCH (c:Contact {id: id})
CALL (c) {
  MATCH (c)-[:HOLDS]->(s:Position)
  OPTIONAL MATCH (s)<-[:IDENTIFIES]-(x:ExternalId)
  DETACH DELETE x, s
}
CALL (c) {
  MATCH (c)<-[:IDENTIFIES]-(x:ExternalId)
  DETACH DELETE x
}
CALL (c) {
  MATCH (c)-[r:HAS_EMAIL]->(e:Email)
  DELETE r
  WITH DISTINCT e
  WHERE NOT EXISTS { (e)--() }
  DELETE e
}
DETACH DELETE c
