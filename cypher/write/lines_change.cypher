// Takes reporting lines of a position away, ends others, starts new ones.
// Parameters: $id the position; $gone ids; $ended list of {id, until, updatedAt}; $starts list of {managerId, properties}
// Columns: none
MATCH (s:Position {id: $id})
CALL (s) {
  MATCH (s)-[r:REPORTS_TO]->(:Position)
  WHERE r.id IN $gone
  DELETE r
}
CALL (s) {
  UNWIND $ended AS end
  MATCH (s)-[r:REPORTS_TO {id: end.id}]->(:Position)
  SET r.until = end.until, r.updatedAt = end.updatedAt
}
CALL (s) {
  UNWIND $starts AS start
  MATCH (m:Position {id: start.managerId})
  CREATE (s)-[r:REPORTS_TO]->(m)
  SET r = start.properties
}
