// Changes relations that are there.
// Parameters: $rows list of {id, from, to, properties to be set, null to be taken off}
// Columns: none
UNWIND $rows AS row
CALL (row) { MATCH (a:Account|Person|Position|Opportunity {id: row.from}) RETURN a }
CALL (row) { MATCH (b:Account|Person|Position|Opportunity|Product {id: row.to}) RETURN b }
CALL (row, a, b) {
  MATCH (a)-[r:HOLDS|REPORTS_TO|SUBSIDIARY_OF|WORKS_ON|INVOLVED_IN|INCLUDES|INFLUENCES|RELATED_TO|TIE_SOURCE]->(b)
  WHERE r.id = row.id
  RETURN r
}
SET r += row.properties
