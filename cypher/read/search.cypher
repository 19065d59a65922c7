// The people, accounts and opportunities that a full-text query or the beginning of an e-mail address finds, the best first.
// Parameters: $query the full-text query; $email the beginning of an address or null; $begins the beginning of a name that comes before others;
// $kinds which are asked for; $limit how many at most; $asOf the day of primary positions
// Columns: id, kind, name, email, title, accountId, accountName
CALL () {
  WITH 1 AS asked WHERE 'contact' IN $kinds
  CALL db.index.fulltext.queryNodes('contact_names', $query, {limit: $limit}) YIELD node, score
  RETURN node, score
UNION ALL
  WITH 1 AS asked WHERE 'user' IN $kinds
  CALL db.index.fulltext.queryNodes('user_names', $query, {limit: $limit}) YIELD node, score
  RETURN node, score
UNION ALL
  WITH 1 AS asked WHERE 'account' IN $kinds
  CALL db.index.fulltext.queryNodes('account_names', $query, {limit: $limit}) YIELD node, score
  RETURN node, score
UNION ALL
  WITH 1 AS asked WHERE 'opportunity' IN $kinds
  CALL db.index.fulltext.queryNodes('opportunity_names', $query, {limit: $limit}) YIELD node, score
  RETURN node, score
UNION ALL
  MATCH (e:Email)<-[:HAS_EMAIL]-(node:Person)
  WHERE e.address STARTS WITH $email AND (node:Contact AND 'contact' IN $kinds OR node:User AND 'user' IN $kinds)
  RETURN node, CASE WHEN e.address = $email THEN 100.0 ELSE 0.5 END AS score
  LIMIT $limit
}
WITH node, max(score) AS score
ORDER BY score DESC, CASE WHEN toLower(node.name) STARTS WITH $begins THEN 0 ELSE 1 END, node.name, node.id
LIMIT $limit
WITH node, score, COLLECT {
  MATCH (node:Person)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN {title: s.title, accountId: a.id, accountName: a.name} AS at ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
UNION ALL
  MATCH (node:Opportunity)-[:FOR]->(a:Account)
  RETURN {accountId: a.id, accountName: a.name} AS at
}[0] AS place
RETURN node.id AS id,
  CASE WHEN node:Contact THEN 'contact' WHEN node:User THEN 'user' WHEN node:Account THEN 'account' ELSE 'opportunity' END AS kind,
  node.name AS name, COLLECT { MATCH (node:Person)-[h:HAS_EMAIL]->(e:Email) RETURN e.address ORDER BY h.index LIMIT 1 }[0] AS email,
  place.title AS title, place.accountId AS accountId, place.accountName AS accountName
