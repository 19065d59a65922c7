// What records hold now, as far as a row of a file can give it.
// Parameters: $ids of records of any kind
// Columns: id, properties, emails, domains, ownerId, unitId, roleId, accountId, since, until
UNWIND $ids AS id
MATCH (n:Account|Person|Unit|Position|Opportunity|Product|RelationType {id: id})
OPTIONAL MATCH (n)-[at:AT|FOR]->(a:Account)
RETURN n.id AS id, properties(n) AS properties,
  COLLECT { MATCH (n)-[r:HAS_EMAIL]->(e:Email) RETURN e.address ORDER BY r.index } AS emails,
  COLLECT { MATCH (n)-[r:HAS_DOMAIN]->(d:Domain) RETURN d.name ORDER BY r.index } AS domains,
  COLLECT { MATCH (n)-[:OWNED_BY]->(u:User) RETURN u.id } AS ownerId,
  COLLECT { MATCH (n)-[:MEMBER_OF]->(u:Unit) RETURN u.id } AS unitId,
  COLLECT { MATCH (n)-[:HAS_ROLE]->(r:Role) RETURN r.id } AS roleId,
  CASE WHEN a IS NULL THEN [] ELSE [a.id] END AS accountId, at.since AS since, at.until AS until
