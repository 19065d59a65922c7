// Writes ties as they were derived from what they rest on.
// Parameters: $ties list of {a (the smaller id), b, created (properties of a new one), changed (those of a changed one too)}
// Columns: none
UNWIND $ties AS tie
MATCH (a:Person {id: tie.a})
WITH tie, a
MATCH (b:Person {id: tie.b})
MERGE (a)-[k:KNOWS]->(b)
ON CREATE SET k += tie.created
SET k += tie.changed
