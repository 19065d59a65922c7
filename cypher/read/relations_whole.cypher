// The relationships of a type from one record to another, with all their properties.
// Parameters: $relations list of {type, from, to}
// Columns: id, type, from, to, properties
UNWIND $relations AS relation
CALL (relation) { MATCH (a:Account|Person|Position|Opportunity {id: relation.from}) RETURN a }
CALL (relation) { MATCH (b:Account|Person|Position|Opportunity|Product {id: relation.to}) RETURN b }
CALL (relation, a, b) {
  MATCH (a)-[r:HOLDS|REPORTS_TO|SUBSIDIARY_OF|WORKS_ON|INVOLVED_IN|INCLUDES|INFLUENCES|RELATED_TO|TIE_SOURCE]->(b)
  WHERE type(r) = relation.type
  RETURN r
}
RETURN r.id AS id, type(r) AS type, a.id AS from, b.id AS to, properties(r) AS properties
