// Takes away what a source said of pairs of people in another way than it says now.
// Parameters: $rows list of {id, a (the smaller id), b}
// Columns: none
UNWIND $rows AS row
CALL (row) { MATCH (a:Person {id: row.a}) RETURN a }
CALL (row) { MATCH (b:Person {id: row.b}) RETURN b }
CALL (row, a, b) { MATCH (a)-[t:TIE_SOURCE {id: row.id}]->(b) RETURN t }
DELETE t
