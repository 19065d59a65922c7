// The people, accounts and opportunities that a full-text query or the beginning of an e-mail address finds, the best first, of those that the
// viewer sees. It looks at so many of each kind; where more may have been found there are more to look at.
// Parameters: $query the full-text query; $email the beginning of an address or null; $begins the beginning of a name that comes before others;
// $kinds which are asked for; $limit how many at most; $reach how many of each kind are looked at; $asOf the day of primary positions
//   $seesAccounts, $seesContacts, $seesOpportunities what the viewer sees
// Columns: more, items
CALL () {
  WITH 1 AS asked WHERE 'contact' IN $kinds
  CALL db.index.fulltext.queryNodes('contact_names', $query, {limit: $reach}) YIELD node, score
  RETURN node, score
UNION ALL
  WITH 1 AS asked WHERE 'user' IN $kinds
  CALL db.index.fulltext.queryNodes('user_names', $query, {limit: $reach}) YIELD node, score
  RETURN node, score
UNION ALL
  WITH 1 AS asked WHERE 'account' IN $kinds
  CALL db.index.fulltext.queryNodes('account_names', $query, {limit: $reach}) YIELD node, score
  RETURN node, score
UNION ALL
  WITH 1 AS asked WHERE 'opportunity' IN $kinds
  CALL db.index.fulltext.queryNodes('opportunity_names', $query, {limit: $reach}) YIELD node, score
  RETURN node, score
UNION ALL
  MATCH (e:Email)<-[:HAS_EMAIL]-(node:Person)
  WHERE e.address STARTS WITH $email AND (node:Contact AND 'contact' IN $kinds OR node:User AND 'user' IN $kinds)
  RETURN node, CASE WHEN e.address = $email THEN 100.0 ELSE 0.5 END AS score
  LIMIT $reach
}
WITH node, max(score) AS score
WITH collect({node: node, score: score}) AS found
RETURN size(found) >= $reach AS more, COLLECT {
  UNWIND found AS one
  WITH one.node AS node, one.score AS score
  WHERE CASE
    WHEN node:Account THEN ($seesAccounts IS NULL OR any(whom IN node.belongsTo WHERE whom IN $seesAccounts))
    WHEN node:Opportunity THEN ($seesOpportunities IS NULL OR any(whom IN node.belongsTo WHERE whom IN $seesOpportunities))
    ELSE ($seesContacts IS NULL OR node:User OR any(whom IN coalesce(node.belongsTo, ['*']) WHERE whom IN $seesContacts)) END
  WITH node, score ORDER BY score DESC, CASE WHEN toLower(node.name) STARTS WITH $begins THEN 0 ELSE 1 END, node.name, node.id
  LIMIT $limit
  WITH node, score, COLLECT {
    MATCH (node:Person)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
    WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
      AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
    RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) THEN {title: s.title, accountId: a.id, accountName: a.name} END AS at ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
  UNION ALL
    MATCH (node:Opportunity)-[:FOR]->(a:Account)
    RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) THEN {accountId: a.id, accountName: a.name} END AS at
  }[0] AS place
  RETURN {
    id: node.id, kind: CASE WHEN node:Contact THEN 'contact' WHEN node:User THEN 'user' WHEN node:Account THEN 'account' ELSE 'opportunity' END,
    name: node.name, email: COLLECT { MATCH (node:Person)-[h:HAS_EMAIL]->(e:Email) RETURN e.address ORDER BY h.index LIMIT 1 }[0],
    title: place.title, accountId: place.accountId, accountName: place.accountName
  } AS item
} AS items
