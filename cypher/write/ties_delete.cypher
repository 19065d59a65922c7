// Takes away ties that rest on nothing any more.
// Parameters: $pairs the two ids of each, the smaller first
// Columns: none
UNWIND $pairs AS pair
MATCH (a:Person {id: pair[0]})
WITH pair, a
MATCH (b:Person {id: pair[1]})
MATCH (a)-[k:KNOWS]->(b)
DELETE k
