// Takes holdings away, dates others, starts new ones.
// Parameters: $gone list of {personId, id}; $dated list of {personId, id, since, until, updatedAt}; $starts list of {personId, positionId, properties}
// Columns: none
CALL () {
  UNWIND $gone AS gone
  MATCH (:Person {id: gone.personId})-[h:HOLDS {id: gone.id}]->(:Position)
  DELETE h
}
CALL () {
  UNWIND $dated AS dated
  MATCH (:Person {id: dated.personId})-[h:HOLDS {id: dated.id}]->(:Position)
  SET h.since = dated.since, h.until = dated.until, h.updatedAt = dated.updatedAt
}
CALL () {
  UNWIND $starts AS start
  MATCH (s:Position {id: start.positionId})
  CALL (s, start) {
    MATCH (p:Person {id: start.personId})
    CREATE (p)-[h:HOLDS]->(s)
    SET h = start.properties
  }
}
