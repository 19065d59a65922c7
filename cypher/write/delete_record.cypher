// Puts a record into the bin, out of every question: its labels go, an account's positions and deals go along, and e-mails, domains and
// external ids that no other record has. Answers the records that went.
// Parameters: $kind the kind's word; $id the record; $now this instant; $by who
// Columns: id
CALL () {
  WITH 1 AS _ WHERE $kind = 'account'
  MATCH (record:Account {id: $id}) RETURN record
  UNION
  WITH 1 AS _ WHERE $kind = 'contact'
  MATCH (record:Contact {id: $id}) RETURN record
  UNION
  WITH 1 AS _ WHERE $kind = 'user'
  MATCH (record:User {id: $id}) RETURN record
  UNION
  WITH 1 AS _ WHERE $kind = 'unit'
  MATCH (record:Unit {id: $id}) RETURN record
  UNION
  WITH 1 AS _ WHERE $kind = 'role'
  MATCH (record:Role {id: $id}) RETURN record
  UNION
  WITH 1 AS _ WHERE $kind = 'opportunity'
  MATCH (record:Opportunity {id: $id}) RETURN record
  UNION
  WITH 1 AS _ WHERE $kind = 'product'
  MATCH (record:Product {id: $id}) RETURN record
  UNION
  WITH 1 AS _ WHERE $kind = 'position'
  MATCH (record:Position {id: $id}) RETURN record
  UNION
  WITH 1 AS _ WHERE $kind = 'relationType'
  MATCH (record:RelationType {id: $id}) RETURN record
}
WITH record, COLLECT { MATCH (record:Account)<-[:AT|FOR]-(along:Position|Opportunity) RETURN along } + [record] AS gone
CALL (gone) {
  UNWIND gone AS n
  SET n.deletedLabels = labels(n), n.deletedAt = $now, n.deletedBy = $by, n.deletedWith = $id
  REMOVE n:Account:Contact:Person:User:Unit:Role:Opportunity:Product:Position:RelationType
  SET n:Deleted
}
CALL (gone) {
  UNWIND gone AS n
  MATCH (n)<-[:IDENTIFIES]-(x:ExternalId)
  SET x.deletedLabels = labels(x), x.deletedAt = $now
  REMOVE x:ExternalId
  SET x:Deleted
}
CALL (gone) {
  UNWIND gone AS n
  MATCH (n)-[:HAS_EMAIL]->(e:Email)
  WHERE NOT EXISTS { (:Person)-[:HAS_EMAIL]->(e) }
  SET e.deletedLabels = labels(e), e.deletedAt = $now
  REMOVE e:Email
  SET e:Deleted
}
CALL (gone) {
  UNWIND gone AS n
  MATCH (n)-[:HAS_DOMAIN]->(d:Domain)
  WHERE NOT EXISTS { (:Account)-[:HAS_DOMAIN]->(d) }
  SET d.deletedLabels = labels(d), d.deletedAt = $now
  REMOVE d:Domain
  SET d:Deleted
}
UNWIND gone AS n
RETURN n.id AS id
