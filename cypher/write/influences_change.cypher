// Takes influences away, ends others, starts new ones.
// Parameters: $gone list of {id}; $ended list of {id, until, updatedAt}; $starts list of {from, to, properties}
// Columns: none
CALL () {
  UNWIND $gone AS gone
  MATCH (:Contact|Account)-[r:INFLUENCES {id: gone.id}]->(:Contact)
  DELETE r
}
CALL () {
  UNWIND $ended AS end
  MATCH (:Contact|Account)-[r:INFLUENCES {id: end.id}]->(:Contact)
  SET r.until = end.until, r.updatedAt = end.updatedAt
}
CALL () {
  UNWIND $starts AS start
  CALL (start) {
    MATCH (from:Contact {id: start.from})
    RETURN from
    UNION ALL
    MATCH (from:Account {id: start.from})
    RETURN from
  }
  MATCH (to:Contact {id: start.to})
  CREATE (from)-[r:INFLUENCES]->(to)
  SET r = start.properties
}
