// Takes a user's places in the team around an account or opportunity away, ends others, starts new ones.
// Parameters: $userId the user; $gone list of {id}; $ended list of {id, until, updatedAt}; $starts list of {on (the account or opportunity), properties}
// Columns: none
MATCH (u:User {id: $userId})
CALL (u) {
  UNWIND $gone AS gone
  MATCH (u)-[r:WORKS_ON {id: gone.id}]->(:Account|Opportunity)
  DELETE r
}
CALL (u) {
  UNWIND $ended AS end
  MATCH (u)-[r:WORKS_ON {id: end.id}]->(:Account|Opportunity)
  SET r.until = end.until, r.updatedAt = end.updatedAt
}
CALL (u) {
  UNWIND $starts AS start
  CALL (start) {
    MATCH (n:Account {id: start.on})
    RETURN n
    UNION ALL
    MATCH (n:Opportunity {id: start.on})
    RETURN n
  }
  CREATE (u)-[r:WORKS_ON]->(n)
  SET r = start.properties
}
