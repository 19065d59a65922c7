// Takes the locks of records, in the order given, so that what follows in the transaction reads what no other change alters
// meanwhile. Callers sort the ids of each kind: two changes never wait for each other in a circle.
// Parameters: $accounts, $people, $opportunities ids
// Columns: ids
CALL () {
  UNWIND $accounts AS id
  MATCH (n:Account {id: id})
  RETURN n
UNION ALL
  UNWIND $people AS id
  MATCH (n:Person {id: id})
  RETURN n
UNION ALL
  UNWIND $opportunities AS id
  MATCH (n:Opportunity {id: id})
  RETURN n
}
SET n.lock = 0
RETURN collect(n.id) AS ids
