// The relations recorded from one record to another of one type, of any time.
// Parameters: $keys list of {from, to, type}
// Columns: key, id, since, until, note, updatedAt
UNWIND $keys AS key
CALL (key) {
  MATCH (from:Person {id: key.from})
  RETURN from
  UNION ALL
  MATCH (from:Account {id: key.from})
  RETURN from
}
MATCH (from)-[r:RELATED_TO {type: key.type}]->(to:Person|Account)
WHERE to.id = key.to
RETURN key, r.id AS id, r.since AS since, r.until AS until, r.note AS note, r.updatedAt AS updatedAt
ORDER BY since, id
