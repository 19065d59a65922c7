// Marks ties as no longer what they rest on, for the refresh that follows.
// Parameters: $pairs the two ids of each, the smaller first; $today the day
// Columns: none
UNWIND $pairs AS pair
MATCH (a:Person {id: pair[0]})
WITH pair, a
MATCH (b:Person {id: pair[1]})
MATCH (a)-[k:KNOWS]->(b)
SET k.staleOn = $today
