// Takes records in the bin and what went along with them out of the graph for good. Of what was merged into another the id stays, which says where it
// went.
// Parameters: $ids the records
// Columns: none
UNWIND $ids AS id
MATCH (n:Deleted {deletedWith: id})
CALL (n) {
  MATCH (n)<-[:IDENTIFIES]-(x:Deleted)
  DETACH DELETE x
}
CALL (n) {
  MATCH (n)-[r:HAS_EMAIL|HAS_DOMAIN]->(e:Deleted)
  DELETE r
  WITH e
  WHERE NOT EXISTS { (e)--() }
  DELETE e
}
CALL (n) {
  WITH n WHERE n.mergedInto IS NOT NULL
  CREATE (:Deleted {id: n.id, mergedInto: n.mergedInto})
}
DETACH DELETE n
