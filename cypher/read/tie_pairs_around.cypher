// Pairs of people whose tie can rest on something that changed: whoever holds or held the two positions of a solid line, people with everybody they
// know and those above and below them, and likewise the holders of positions.
// Parameters: $lines the ids of two positions each; $people ids; $seats ids of positions
// Columns: a, b
CALL () {
  UNWIND $lines AS line
  MATCH (:Position {id: line[0]})<-[:HOLDS]-(one:Person)
  MATCH (:Position {id: line[1]})<-[:HOLDS]-(two:Person)
  RETURN one, two
  UNION
  CALL () {
    UNWIND $people AS id
    MATCH (one:Person {id: id})
    RETURN one
    UNION
    UNWIND $seats AS id
    MATCH (:Position {id: id})<-[:HOLDS]-(one:Person)
    RETURN one
  }
  CALL (one) {
    MATCH (one)-[:KNOWS]-(two:Person)
    RETURN two
    UNION
    MATCH (one)-[:HOLDS]->(:Position)-[:REPORTS_TO {line: 'solid'}]-(:Position)<-[:HOLDS]-(two:Person)
    RETURN two
  }
  RETURN one, two
}
WITH one, two
WHERE one <> two
RETURN DISTINCT CASE WHEN one.id < two.id THEN one.id ELSE two.id END AS a, CASE WHEN one.id < two.id THEN two.id ELSE one.id END AS b
