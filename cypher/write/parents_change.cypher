// Takes parents of an account away, ends others, starts new ones.
// Parameters: $id the account; $gone list of {id}; $ended list of {id, until, updatedAt}; $starts list of {parentId, properties}
// Columns: none
MATCH (a:Account {id: $id})
CALL (a) {
  UNWIND $gone AS gone
  MATCH (a)-[r:SUBSIDIARY_OF {id: gone.id}]->(:Account)
  DELETE r
}
CALL (a) {
  UNWIND $ended AS end
  MATCH (a)-[r:SUBSIDIARY_OF {id: end.id}]->(:Account)
  SET r.until = end.until, r.updatedAt = end.updatedAt
}
CALL (a) {
  UNWIND $starts AS start
  MATCH (p:Account {id: start.parentId})
  CREATE (a)-[r:SUBSIDIARY_OF]->(p)
  SET r = start.properties
}
