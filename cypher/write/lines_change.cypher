// Takes reporting lines of a position away, ends others, starts new ones.
// Parameters: $id the position; $gone list of {id}; $ended list of {id, until, updatedAt}; $starts list of {managerId, properties}
// Columns: none
MATCH (s:Position {id: $id})
CALL (s) {
  UNWIND $gone AS gone
  MATCH (s)-[r:REPORTS_TO {id: gone.id}]->(:Position)
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
