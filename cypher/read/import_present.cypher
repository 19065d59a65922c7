// Which ids of our own there are.
// Parameters: $people ids of contacts and users; $others ids of records of any other kind
// Columns: ids
CALL () {
  UNWIND $people AS id
  MATCH (n:Person {id: id})
  RETURN n.id AS id
UNION ALL
  UNWIND $others AS id
  MATCH (n:Account|Unit|Position|Opportunity|Product|RelationType {id: id})
  RETURN n.id AS id
}
RETURN collect(id) AS ids
