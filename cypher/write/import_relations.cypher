// Starts relations of one type.
// Parameters: $type of relationship; $rows list of {from, to, properties}
// Columns: none
UNWIND $rows AS row
MATCH (a:Account|Person|Position|Opportunity {id: row.from})
CALL (row, a) {
  MATCH (b:Account|Person|Position|Opportunity|Product {id: row.to})
  CREATE (a)-[r:$($type)]->(b)
  SET r = row.properties
}
