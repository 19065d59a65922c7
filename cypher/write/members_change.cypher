// Takes involvements in deals away, ends others, starts new ones.
// Parameters: $gone list of {opportunityId, contactId, id}; $ended list of {opportunityId, contactId, id, until, updatedAt}; $starts list of {opportunityId, contactId, properties}
// Columns: none
CALL () {
  UNWIND $gone AS gone
  MATCH (o:Opportunity {id: gone.opportunityId})
  WITH gone, o
  MATCH (o)<-[r:INVOLVED_IN {id: gone.id}]-(:Contact)
  DELETE r
}
CALL () {
  UNWIND $ended AS end
  MATCH (o:Opportunity {id: end.opportunityId})
  WITH end, o
  MATCH (o)<-[r:INVOLVED_IN {id: end.id}]-(:Contact)
  SET r.until = end.until, r.updatedAt = end.updatedAt
}
CALL () {
  UNWIND $starts AS start
  MATCH (o:Opportunity {id: start.opportunityId})
  CALL (start) {
    MATCH (c:Contact {id: start.contactId})
    RETURN c
  }
  CREATE (c)-[r:INVOLVED_IN]->(o)
  SET r = start.properties
}
