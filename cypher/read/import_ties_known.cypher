// Which pairs of people have a tie.
// Parameters: $pairs list of {a (the smaller id), b}
// Columns: a, b
UNWIND $pairs AS pair
CALL (pair) { MATCH (a:Person {id: pair.a}) RETURN a }
CALL (pair) { MATCH (b:Person {id: pair.b}) RETURN b }
WITH a, b
WHERE EXISTS { (a)-[:KNOWS]->(b) }
RETURN a.id AS a, b.id AS b
