// Holds records of one kind until the transaction ends, in the order given.
// Parameters: $kind the kind's word; $ids the records
// Columns: none
UNWIND $ids AS id
CALL (id) {
  WITH id WHERE $kind = 'account'
  MATCH (n:Account {id: id}) RETURN n
  UNION
  WITH id WHERE $kind = 'contact'
  MATCH (n:Contact {id: id}) RETURN n
  UNION
  WITH id WHERE $kind = 'user'
  MATCH (n:User {id: id}) RETURN n
  UNION
  WITH id WHERE $kind = 'unit'
  MATCH (n:Unit {id: id}) RETURN n
  UNION
  WITH id WHERE $kind = 'role'
  MATCH (n:Role {id: id}) RETURN n
  UNION
  WITH id WHERE $kind = 'opportunity'
  MATCH (n:Opportunity {id: id}) RETURN n
  UNION
  WITH id WHERE $kind = 'product'
  MATCH (n:Product {id: id}) RETURN n
  UNION
  WITH id WHERE $kind = 'position'
  MATCH (n:Position {id: id}) RETURN n
  UNION
  WITH id WHERE $kind = 'relationType'
  MATCH (n:RelationType {id: id}) RETURN n
}
SET n.lock = 0
