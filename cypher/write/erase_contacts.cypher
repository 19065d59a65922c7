// Takes contacts out of the graph for good, those in the bin too, with all that is theirs: external ids, addresses that nobody else has, requests for
// an introduction with their mails, and the interactions in which at most one other took part.
// Parameters: $ids the contacts
// Columns: none
UNWIND $ids AS id
MATCH (n:Contact|Deleted {id: id})
CALL (n) {
  MATCH (n)<-[:IDENTIFIES]-(x:ExternalId|Deleted)
  DETACH DELETE x
}
CALL (n) {
  MATCH (n)-[r:HAS_EMAIL]->(e:Email|Deleted)
  DELETE r
  WITH DISTINCT e
  WHERE NOT EXISTS { (e)--() }
  DELETE e
}
CALL (n) {
  MATCH (n)<-[:ABOUT]-(q:IntroductionRequest)
  OPTIONAL MATCH (q)<-[:TELLS_OF]-(m:Mail)
  DETACH DELETE m, q
}
CALL (n) {
  MATCH (n)-[:TOOK_PART]->(i:Interaction)
  WITH DISTINCT i
  WHERE COUNT { MATCH (i)<-[:TOOK_PART]-(other:Person|Deleted) WHERE NOT other.id IN $ids RETURN DISTINCT other } < 2
  DETACH DELETE i
}
DETACH DELETE n
