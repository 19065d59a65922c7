// Takes the locks of records, in the order given, so that what follows in the transaction reads what no other change alters
// meanwhile. Callers sort the ids: two changes never wait for each other in a circle.
// Parameters: $ids ids of accounts, people, opportunities
// Columns: id
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Account {id: id})
  RETURN n
  UNION ALL
  MATCH (n:Person {id: id})
  RETURN n
  UNION ALL
  MATCH (n:Opportunity {id: id})
  RETURN n
}
SET n.lock = 0
RETURN n.id AS id
