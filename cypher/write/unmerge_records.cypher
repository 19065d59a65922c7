// Takes from a record what a merge gave it of another that is back: the relationships and external ids that the other has too.
// Parameters: $from the other; $into the record
// Columns: positions, opportunities
MATCH (n:Account|Contact {id: $from})
MATCH (into:Account|Contact {id: $into})
CALL (n, into) {
  MATCH (n)<-[:IDENTIFIES]-(x:ExternalId)
  MATCH (x)-[copy:IDENTIFIES]->(into)
  DELETE copy
}
CALL (n, into) {
  MATCH (n)<-[r:AT|FOR|WORKS_ON|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|TIE_SOURCE]-(x:Position|Opportunity|Person|Account)
  MATCH (x)-[copy:AT|FOR|WORKS_ON|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|TIE_SOURCE]-(into)
  WHERE r.id IN [copy.id, '~' + n.id + ' ' + copy.id]
  DELETE copy
}
CALL (n, into) {
  MATCH (n)-[r:HOLDS|INVOLVED_IN|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|TIE_SOURCE|TOOK_PART]->(x:Position|Opportunity|Person|Account|Interaction)
  MATCH (x)-[copy:HOLDS|INVOLVED_IN|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|TIE_SOURCE|TOOK_PART]-(into)
  WHERE r.id IN [copy.id, '~' + n.id + ' ' + copy.id]
  DELETE copy
}
CALL (n) {
  MATCH (n)-[r:HOLDS|INVOLVED_IN|WORKS_ON|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|TIE_SOURCE]-(:Position|Opportunity|Person|Account|Deleted)
  WHERE r.id CONTAINS '~' + n.id + ' '
  SET r.id = replace(r.id, '~' + n.id + ' ', '')
}
RETURN COLLECT { MATCH (n)<-[:AT]-(s:Position) RETURN s.id } AS positions, COLLECT { MATCH (n)<-[:FOR]-(o:Opportunity) RETURN o.id } AS opportunities
