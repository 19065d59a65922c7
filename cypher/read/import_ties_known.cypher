// Which pairs of people have a tie, and its id.
// Parameters: $pairs list of {a (the smaller id), b}
// Columns: a, b, id
UNWIND $pairs AS pair
CALL (pair) { MATCH (a:Person {id: pair.a}) RETURN a }
CALL (pair) { MATCH (b:Person {id: pair.b}) RETURN b }
MATCH (a)-[k:KNOWS]->(b)
RETURN a.id AS a, b.id AS b, k.id AS id
