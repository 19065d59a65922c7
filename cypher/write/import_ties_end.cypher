// Takes away what a source said of pairs of people in another way than it says now.
// Parameters: $rows list of {id, a (the smaller id), b}
// Columns: none
UNWIND $rows AS row
MATCH (a:Person {id: row.a})
WITH row, a
MATCH (b:Person {id: row.b})
WITH row, a, b
MATCH (a)-[t:TIE_SOURCE {id: row.id}]->(b)
DELETE t
