// Ids of users that filters let through, sorted, from a place on; a filter that is null lets everything through.
// Parameters: $active whether still with us; $address beginning of an e-mail, lower case;
//   $after {key, id} of the last one before; $anchor where to begin: words, account, owner, unit or all; $asOf today;
//   $custom map of property to list of values; $descending turns it; $limit how many;
//   $sort name, createdAt, updatedAt or empty; $unitId unit, with those below; $updatedSince instant; $words full-text query
// Columns: key, id
CALL () {
  WITH 1 AS _ WHERE $anchor = 'words'
  CALL db.index.fulltext.queryNodes('user_names', $words) YIELD node AS n
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'words'
  MATCH (e:Email) WHERE e.address STARTS WITH $address
  MATCH (n:User)-[:HAS_EMAIL]->(e)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'unit'
  MATCH (:Unit {id: $unitId}) ((:Unit)<-[:PART_OF]-(:Unit))* (:Unit)<-[:MEMBER_OF]-(n:User)
  RETURN n
  UNION
  WITH 1 AS _ WHERE $anchor = 'all'
  MATCH (n:User) WHERE n.id > ''
  RETURN n
}
WITH n WHERE ($unitId IS NULL OR EXISTS { (n)-[:MEMBER_OF]->(:Unit) ((:Unit)-[:PART_OF]->(:Unit))* (:Unit {id: $unitId}) })
  AND ($active IS NULL OR $active = (n.active AND (n.leftOn IS NULL OR n.leftOn > $asOf)))
  AND ($updatedSince IS NULL OR n.updatedAt >= $updatedSince)
  AND all(name IN keys($custom) WHERE n[name] IN $custom[name])
WITH n.id AS id, CASE $sort WHEN 'name' THEN toLower(coalesce(n.name, '')) WHEN 'createdAt' THEN n.createdAt WHEN 'updatedAt' THEN n.updatedAt ELSE 0 END AS key
WHERE $after IS NULL
  OR CASE WHEN $descending THEN key < $after.key OR key = $after.key AND id < $after.id ELSE key > $after.key OR key = $after.key AND id > $after.id END
RETURN key, id
ORDER BY CASE WHEN $descending THEN null ELSE key END, CASE WHEN $descending THEN null ELSE id END, key DESC, id DESC
LIMIT $limit
