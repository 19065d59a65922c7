// Makes ties with the ids that an export says, or gives them to ties that came of something else meanwhile; what they rest on comes with the sources
// of ties.
// Parameters: $rows list of {a (the smaller id), b, properties, own (those that say where the tie comes from)}
// Columns: none
UNWIND $rows AS row
CALL (row) { MATCH (a:Person {id: row.a}) RETURN a }
CALL (row) { MATCH (b:Person {id: row.b}) RETURN b }
MERGE (a)-[k:KNOWS]->(b)
ON CREATE SET k = row.properties
ON MATCH SET k += row.own
