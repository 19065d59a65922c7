// Takes holdings of a position away, ends others, starts new ones.
// Parameters: $id the position; $gone list of {id}; $ended list of {id, until, updatedAt}; $starts list of {personId, properties}
// Columns: none
MATCH (s:Position {id: $id})
CALL (s) {
  UNWIND $gone AS gone
  MATCH (s)<-[h:HOLDS {id: gone.id}]-(:Person)
  DELETE h
}
CALL (s) {
  UNWIND $ended AS end
  MATCH (s)<-[h:HOLDS {id: end.id}]-(:Person)
  SET h.until = end.until, h.updatedAt = end.updatedAt
}
CALL (s) {
  UNWIND $starts AS start
  MATCH (p:Person {id: start.personId})
  CREATE (p)-[h:HOLDS]->(s)
  SET h = start.properties
}
