// Ids of contacts that filters let through, sorted, from a place on; a filter that is null lets everything through.
// Parameters: $accountId account; $address beginning of an e-mail, lower case; $after {key, id} of the last one before;
//   $anchor where to begin: words, account, owner, unit or all; $asOf today; $custom map of property to list of values;
//   $descending turns it; $lastContactBefore day; $limit how many; $ownerId user; $sort name, createdAt, updatedAt or empty;
//   $unitId unit, with those below; $updatedSince instant; $words full-text query;
//   $seesAccounts, $seesContacts, $seesInteractions, $me what the viewer sees
// Columns: key, id
CALL () {
  WITH 1 AS _ WHERE $anchor = 'words'
  CALL db.index.fulltext.queryNodes('contact_names', $words) YIELD node AS n
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'words'
  MATCH (e:Email) WHERE e.address STARTS WITH $address
  MATCH (n:Contact)-[:HAS_EMAIL]->(e)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'account'
  MATCH (:Account {id: $accountId})<-[:AT]-(:Position)<-[:HOLDS]-(n:Contact)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'owner'
  MATCH (:User {id: $ownerId})<-[:OWNED_BY]-(n:Contact)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'unit'
  MATCH (:Unit {id: $unitId}) ((:Unit)<-[:PART_OF]-(:Unit))* (:Unit)<-[:MEMBER_OF]-(:User)<-[:OWNED_BY]-(n:Contact)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'all'
  MATCH (n:Contact) WHERE n.id > ''
  RETURN n
}
WITH n WHERE ($seesContacts IS NULL OR any(whom IN coalesce(n.belongsTo, ['*']) WHERE whom IN $seesContacts))
  AND ($ownerId IS NULL OR EXISTS { (n)-[:OWNED_BY]->(:User {id: $ownerId}) })
  AND ($unitId IS NULL OR EXISTS { (n)-[:OWNED_BY]->(:User)-[:MEMBER_OF]->(:Unit) ((:Unit)-[:PART_OF]->(:Unit))* (:Unit {id: $unitId}) })
  AND ($accountId IS NULL OR EXISTS { MATCH (n)-[h:HOLDS]->(:Position)-[at:AT]->(a:Account {id: $accountId})
    WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) AND (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
      AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf) })
  AND ($lastContactBefore IS NULL
    OR (EXISTS { MATCH (n)-[:TOOK_PART]->(i:Interaction) WHERE ($seesInteractions IS NULL OR EXISTS { MATCH (i)<-[:TOOK_PART]-(by:User) WHERE any(whom IN by.belongsTo WHERE whom IN $seesInteractions) }) AND NOT EXISTS { MATCH (i)<-[:TOOK_PART]-(x:Person)-[k:KNOWS]-(n) WHERE k.private IS NOT NULL AND NOT $me IN k.private } } OR EXISTS { MATCH (n)-[t:TIE_SOURCE {kind: 'interactions'}]-(x:Person) WHERE t.folded IS NOT NULL AND ($seesInteractions IS NULL OR x:User AND any(whom IN x.belongsTo WHERE whom IN $seesInteractions)) AND NOT EXISTS { MATCH (x)-[k:KNOWS]-(n) WHERE k.private IS NOT NULL AND NOT $me IN k.private } })
      AND NOT EXISTS { MATCH (n)-[:TOOK_PART]->(i:Interaction) WHERE ($seesInteractions IS NULL OR EXISTS { MATCH (i)<-[:TOOK_PART]-(by:User) WHERE any(whom IN by.belongsTo WHERE whom IN $seesInteractions) }) AND NOT EXISTS { MATCH (i)<-[:TOOK_PART]-(x:Person)-[k:KNOWS]-(n) WHERE k.private IS NOT NULL AND NOT $me IN k.private } AND i.at >= datetime({date: $lastContactBefore}) }
      AND NOT EXISTS { MATCH (n)-[t:TIE_SOURCE {kind: 'interactions'}]-(x:Person) WHERE t.folded IS NOT NULL AND ($seesInteractions IS NULL OR x:User AND any(whom IN x.belongsTo WHERE whom IN $seesInteractions)) AND NOT EXISTS { MATCH (x)-[k:KNOWS]-(n) WHERE k.private IS NOT NULL AND NOT $me IN k.private } AND any(line IN t.folded WHERE left(line, 7) + '-' + right('0' + last(split(line, ' ')), 2) >= toString($lastContactBefore)) })
  AND ($updatedSince IS NULL OR n.updatedAt >= $updatedSince)
  AND all(name IN keys($custom) WHERE n[name] IN $custom[name])
WITH n.id AS id, CASE $sort WHEN 'name' THEN toLower(coalesce(n.name, '')) WHEN 'createdAt' THEN n.createdAt WHEN 'updatedAt' THEN n.updatedAt ELSE 0 END AS key
WHERE $after IS NULL
  OR CASE WHEN $descending THEN key < $after.key OR key = $after.key AND id < $after.id ELSE key > $after.key OR key = $after.key AND id > $after.id END
RETURN key, id
ORDER BY CASE WHEN $descending THEN null ELSE key END, CASE WHEN $descending THEN null ELSE id END, key DESC, id DESC
LIMIT $limit
