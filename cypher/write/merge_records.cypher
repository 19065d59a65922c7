// Gives a record what another has that goes over as it is: positions and deals of an account, interactions of a contact, and external ids; the other
// goes into the bin with its own of all that, and says where it went.
// Parameters: $from the other; $into the record; $now this instant; $by who
// Columns: positions, opportunities
MATCH (n:Account|Contact {id: $from})
MATCH (into:Account|Contact {id: $into})
CALL (n, into) {
  MATCH (n)<-[r:AT]-(s:Position)
  CREATE (s)-[copy:AT]->(into)
  SET copy = properties(r)
}
CALL (n, into) {
  MATCH (n)<-[r:FOR]-(o:Opportunity)
  CREATE (o)-[copy:FOR]->(into)
  SET copy = properties(r)
}
CALL (n, into) {
  MATCH (n)-[r:TOOK_PART]->(i:Interaction)
  WHERE NOT EXISTS { MATCH (into)-[t:TOOK_PART]->(i) WHERE t.as = r.as }
  CREATE (into)-[copy:TOOK_PART]->(i)
  SET copy = properties(r)
}
CALL (n, into) {
  MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId)
  WITH x, r, COUNT { (into)<-[:IDENTIFIES]-(:ExternalId) } AS before
  CREATE (x)-[:IDENTIFIES {index: before + r.index}]->(into)
}
WITH n, COLLECT { MATCH (n)<-[:AT]-(s:Position) RETURN s.id } AS positions, COLLECT { MATCH (n)<-[:FOR]-(o:Opportunity) RETURN o.id } AS opportunities
SET n.deletedLabels = labels(n), n.deletedAt = $now, n.deletedBy = $by, n.deletedWith = $from, n.mergedInto = $into
REMOVE n:Account:Contact:Person
SET n:Deleted
RETURN positions, opportunities
