// Starts relations of one type.
// Parameters: $type of relationship; $rows list of {from, to, properties}
// Columns: none
UNWIND $rows AS row
CALL (row) { MATCH (a:Account|Person|Position|Opportunity {id: row.from}) RETURN a }
CALL (row) { MATCH (b:Account|Person|Position|Opportunity|Product {id: row.to}) RETURN b }
CREATE (a)-[r:$($type)]->(b)
SET r = row.properties
