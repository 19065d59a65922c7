// All properties of relationships between records.
// Parameters: $relations list of {id, from, to}
// Columns: id, type, properties
UNWIND $relations AS relation
CALL (relation) { MATCH (a:Account|Person|Position|Opportunity {id: relation.from}) RETURN a }
CALL (relation) { MATCH (b:Account|Person|Position|Opportunity|Product {id: relation.to}) RETURN b }
CALL (relation, a, b) {
  MATCH (a)-[r:HOLDS|REPORTS_TO|SUBSIDIARY_OF|WORKS_ON|INVOLVED_IN|INCLUDES|INFLUENCES|RELATED_TO|TIE_SOURCE]->(b)
  WHERE r.id = relation.id
  RETURN r
}
RETURN r.id AS id, type(r) AS type, properties(r) AS properties
