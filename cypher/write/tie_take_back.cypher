// Takes back what was asserted or measured of a tie. The tie is to be derived again.
// Parameters: $id the tie
// Columns: a, b
MATCH (a:Person)-[k:KNOWS {id: $id}]->(b:Person)
CALL (a, b) {
  MATCH (a)-[t:TIE_SOURCE]->(b)
  WHERE t.kind IN ['asserted', 'measured']
  DELETE t
}
RETURN a.id AS a, b.id AS b
