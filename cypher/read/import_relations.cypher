// What is said between pairs of records, of one type of relationship, of any time.
// Parameters: $type of relationship; $pairs list of {from, to}
// Columns: from, to, properties
UNWIND $pairs AS pair
CALL (pair) { MATCH (a:Account|Person|Position|Opportunity {id: pair.from}) RETURN a }
CALL (pair) { MATCH (b:Account|Person|Position|Opportunity|Product {id: pair.to}) RETURN b }
CALL (a, b) {
  MATCH (a)-[r:WORKS_ON|INVOLVED_IN|INCLUDES|INFLUENCES|RELATED_TO]->(b)
  WHERE type(r) = $type
  RETURN r
}
RETURN a.id AS from, b.id AS to, properties(r) AS properties
