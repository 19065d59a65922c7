// The relationships of two records with others that a merge puts together one by one.
// Parameters: $ids the two
// Columns: id, type, from, to, properties
UNWIND $ids AS id
MATCH (n:Account|Contact {id: id})
CALL (n) {
  MATCH (n)-[r:HOLDS|INVOLVED_IN|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|TIE_SOURCE]->(:Account|Person|Position|Opportunity)
  RETURN r
  UNION
  MATCH (n)<-[r:WORKS_ON|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|TIE_SOURCE]-(:Account|Person)
  RETURN r
}
RETURN DISTINCT r.id AS id, type(r) AS type, startNode(r).id AS from, endNode(r).id AS to, properties(r) AS properties
