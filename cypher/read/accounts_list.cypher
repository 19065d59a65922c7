// Ids of accounts that filters let through, sorted, from a place on; a filter that is null lets everything through.
// Parameters: $after {key, id} of the last one before; $anchor where to begin: words, account, owner, unit or all; $class;
//   $custom map of property to list of values; $descending turns it; $industry; $lastContactBefore day; $limit how many;
//   $ownerId user; $sort name, createdAt, updatedAt or empty; $unitId unit, with those below; $updatedSince instant;
//   $words full-text query;
//   $seesAccounts, $seesContacts, $seesInteractions, $me what the viewer sees
// Columns: key, id
CALL () {
  WITH 1 AS _ WHERE $anchor = 'words'
  CALL db.index.fulltext.queryNodes('account_names', $words) YIELD node AS n
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'owner'
  MATCH (:User {id: $ownerId})<-[:OWNED_BY]-(n:Account)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'unit'
  MATCH (:Unit {id: $unitId}) ((:Unit)<-[:PART_OF]-(:Unit))* (:Unit)<-[:MEMBER_OF]-(:User)<-[:OWNED_BY]-(n:Account)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'all'
  MATCH (n:Account) WHERE n.id > ''
  RETURN n
}
WITH n WHERE ($seesAccounts IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesAccounts))
  AND ($ownerId IS NULL OR EXISTS { (n)-[:OWNED_BY]->(:User {id: $ownerId}) })
  AND ($unitId IS NULL OR EXISTS { (n)-[:OWNED_BY]->(:User)-[:MEMBER_OF]->(:Unit) ((:Unit)-[:PART_OF]->(:Unit))* (:Unit {id: $unitId}) })
  AND ($class IS NULL OR n.class = $class)
  AND ($industry IS NULL OR n.industry = $industry)
  AND ($lastContactBefore IS NULL
    OR (EXISTS { MATCH (n)<-[:AT]-(:Position)<-[:HOLDS]-(c:Contact)-[:TOOK_PART]->(i:Interaction) WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesInteractions IS NULL OR EXISTS { MATCH (i)<-[:TOOK_PART]-(by:User) WHERE any(whom IN by.belongsTo WHERE whom IN $seesInteractions) }) AND NOT EXISTS { MATCH (i)<-[:TOOK_PART]-(x:Person)-[k:KNOWS]-(c) WHERE k.private IS NOT NULL AND NOT $me IN k.private } } OR EXISTS { MATCH (n)<-[:AT]-(:Position)<-[:HOLDS]-(c:Contact)-[t:TIE_SOURCE {kind: 'interactions'}]-(x:Person) WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND t.folded IS NOT NULL AND ($seesInteractions IS NULL OR x:User AND any(whom IN x.belongsTo WHERE whom IN $seesInteractions)) AND NOT EXISTS { MATCH (x)-[k:KNOWS]-(c) WHERE k.private IS NOT NULL AND NOT $me IN k.private } })
      AND NOT EXISTS { MATCH (n)<-[:AT]-(:Position)<-[:HOLDS]-(c:Contact)-[:TOOK_PART]->(i:Interaction) WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesInteractions IS NULL OR EXISTS { MATCH (i)<-[:TOOK_PART]-(by:User) WHERE any(whom IN by.belongsTo WHERE whom IN $seesInteractions) }) AND NOT EXISTS { MATCH (i)<-[:TOOK_PART]-(x:Person)-[k:KNOWS]-(c) WHERE k.private IS NOT NULL AND NOT $me IN k.private } AND i.at >= datetime({date: $lastContactBefore}) }
      AND NOT EXISTS { MATCH (n)<-[:AT]-(:Position)<-[:HOLDS]-(c:Contact)-[t:TIE_SOURCE {kind: 'interactions'}]-(x:Person) WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND t.folded IS NOT NULL AND ($seesInteractions IS NULL OR x:User AND any(whom IN x.belongsTo WHERE whom IN $seesInteractions)) AND NOT EXISTS { MATCH (x)-[k:KNOWS]-(c) WHERE k.private IS NOT NULL AND NOT $me IN k.private } AND any(line IN t.folded WHERE left(line, 7) + '-' + right('0' + last(split(line, ' ')), 2) >= toString($lastContactBefore)) })
  AND ($updatedSince IS NULL OR n.updatedAt >= $updatedSince)
  AND all(name IN keys($custom) WHERE n[name] IN $custom[name])
WITH n.id AS id, CASE $sort WHEN 'name' THEN toLower(coalesce(n.name, '')) WHEN 'createdAt' THEN n.createdAt WHEN 'updatedAt' THEN n.updatedAt ELSE 0 END AS key
WHERE $after IS NULL
  OR CASE WHEN $descending THEN key < $after.key OR key = $after.key AND id < $after.id ELSE key > $after.key OR key = $after.key AND id > $after.id END
RETURN key, id
ORDER BY CASE WHEN $descending THEN null ELSE key END, CASE WHEN $descending THEN null ELSE id END, key DESC, id DESC
LIMIT $limit
