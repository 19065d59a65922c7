// Ids of opportunities that filters let through, sorted, from a place on; a filter that is null lets everything through.
// Parameters: $accountId account; $after {key, id} of the last one before;
//   $anchor where to begin: words, account, owner, unit or all; $closeBefore day; $custom map of property to list of values;
//   $descending turns it; $limit how many; $ownerId user; $sort name, createdAt, updatedAt or empty; $stage; $status;
//   $unitId unit, with those below; $updatedSince instant; $words full-text query;
//   $seesAccounts, $seesOpportunities what the viewer sees
// Columns: key, id
CALL () {
  WITH 1 AS _ WHERE $anchor = 'words'
  CALL db.index.fulltext.queryNodes('opportunity_names', $words) YIELD node AS n
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'account'
  MATCH (:Account {id: $accountId})<-[:FOR]-(n:Opportunity)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'owner'
  MATCH (:User {id: $ownerId})<-[:OWNED_BY]-(n:Opportunity)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'unit'
  MATCH (:Unit {id: $unitId}) ((:Unit)<-[:PART_OF]-(:Unit))* (:Unit)<-[:MEMBER_OF]-(:User)<-[:OWNED_BY]-(n:Opportunity)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'all'
  MATCH (n:Opportunity) WHERE n.id > ''
  RETURN n
}
WITH n WHERE ($seesOpportunities IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesOpportunities))
  AND ($ownerId IS NULL OR EXISTS { (n)-[:OWNED_BY]->(:User {id: $ownerId}) })
  AND ($unitId IS NULL OR EXISTS { (n)-[:OWNED_BY]->(:User)-[:MEMBER_OF]->(:Unit) ((:Unit)-[:PART_OF]->(:Unit))* (:Unit {id: $unitId}) })
  AND ($accountId IS NULL OR EXISTS { MATCH (n)-[:FOR]->(a:Account {id: $accountId}) WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) })
  AND ($status IS NULL OR n.status = $status)
  AND ($stage IS NULL OR n.stage = $stage)
  AND ($closeBefore IS NULL OR n.closeDate < $closeBefore)
  AND ($updatedSince IS NULL OR n.updatedAt >= $updatedSince)
  AND all(name IN keys($custom) WHERE n[name] IN $custom[name])
WITH n.id AS id, CASE $sort WHEN 'name' THEN toLower(coalesce(n.name, '')) WHEN 'createdAt' THEN n.createdAt WHEN 'updatedAt' THEN n.updatedAt ELSE 0 END AS key
WHERE $after IS NULL
  OR CASE WHEN $descending THEN key < $after.key OR key = $after.key AND id < $after.id ELSE key > $after.key OR key = $after.key AND id > $after.id END
RETURN key, id
ORDER BY CASE WHEN $descending THEN null ELSE key END, CASE WHEN $descending THEN null ELSE id END, key DESC, id DESC
LIMIT $limit
