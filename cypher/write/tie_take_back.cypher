// Takes back what was asserted or measured of a tie, and answers it. The tie is to be derived again.
// Parameters: $id the tie
// Columns: a, b, sources
MATCH (a:Person)-[k:KNOWS {id: $id}]->(b:Person)
WITH a, b, COLLECT { MATCH (a)-[t:TIE_SOURCE]->(b) WHERE t.kind IN ['asserted', 'measured'] RETURN properties(t) } AS sources
CALL (a, b) {
  MATCH (a)-[t:TIE_SOURCE]->(b)
  WHERE t.kind IN ['asserted', 'measured']
  DELETE t
}
RETURN a.id AS a, b.id AS b, sources
