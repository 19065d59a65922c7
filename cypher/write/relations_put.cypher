// Makes relations, and changes others.
// Parameters: $starts list of {from, to, properties}; $changes list of {id, properties (those that change)}
// Columns: none
CALL () {
  UNWIND $starts AS start
  CALL (start) {
    MATCH (from:Person {id: start.from})
    RETURN from
    UNION ALL
    MATCH (from:Account {id: start.from})
    RETURN from
  }
  CALL (start) {
    MATCH (to:Person {id: start.to})
    RETURN to
    UNION ALL
    MATCH (to:Account {id: start.to})
    RETURN to
  }
  CREATE (from)-[r:RELATED_TO]->(to)
  SET r = start.properties
}
CALL () {
  UNWIND $changes AS change
  MATCH (:Person|Account)-[r:RELATED_TO {id: change.id}]->(:Person|Account)
  SET r += change.properties
}
