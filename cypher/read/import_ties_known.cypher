// Which pairs of people have a tie.
// Parameters: $pairs list of {a (the smaller id), b}
// Columns: a, b
UNWIND $pairs AS pair
MATCH (a:Person {id: pair.a})
WITH pair, a
MATCH (b:Person {id: pair.b})
WHERE EXISTS { (a)-[:KNOWS]->(b) }
RETURN a.id AS a, b.id AS b
