// Ids of positions that filters let through, sorted, from a place on; a filter that is null lets everything through.
// Parameters: $accountId account; $after {key, id} of the last one before;
//   $anchor where to begin: words, account, owner, unit or all; $asOf today; $custom map of property to list of values;
//   $descending turns it; $limit how many; $open whether the seat exists today; $sort name, createdAt, updatedAt or empty;
//   $updatedSince instant; $words full-text query;
//   $seesAccounts what the viewer sees
// Columns: key, id
CALL () {
  WITH 1 AS _ WHERE $anchor = 'words'
  CALL db.index.fulltext.queryNodes('position_titles', $words) YIELD node AS n
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'account'
  MATCH (:Account {id: $accountId})<-[:AT]-(n:Position)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'all'
  MATCH (n:Position) WHERE n.id > ''
  RETURN n
}
WITH n WHERE EXISTS { MATCH (n)-[:AT]->(a:Account) WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) }
  AND ($accountId IS NULL OR EXISTS { (n)-[:AT]->(:Account {id: $accountId}) })
  AND ($open IS NULL OR $open = EXISTS { MATCH (n)-[at:AT]->(:Account)
    WHERE (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf) })
  AND ($updatedSince IS NULL OR n.updatedAt >= $updatedSince)
  AND all(name IN keys($custom) WHERE n[name] IN $custom[name])
WITH n.id AS id, CASE $sort WHEN 'name' THEN toLower(coalesce(n.title, '')) WHEN 'createdAt' THEN n.createdAt WHEN 'updatedAt' THEN n.updatedAt ELSE 0 END AS key
WHERE $after IS NULL
  OR CASE WHEN $descending THEN key < $after.key OR key = $after.key AND id < $after.id ELSE key > $after.key OR key = $after.key AND id > $after.id END
RETURN key, id
ORDER BY CASE WHEN $descending THEN null ELSE key END, CASE WHEN $descending THEN null ELSE id END, key DESC, id DESC
LIMIT $limit
