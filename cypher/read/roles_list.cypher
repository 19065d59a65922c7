// Ids of roles that filters let through, sorted, from a place on; a filter that is null lets everything through. They are few.
// Parameters: $address beginning of a name, in lower case; $after {key, id} of the last one before;
//   $custom map of property to list of values; $descending turns it; $limit how many;
//   $sort name, createdAt, updatedAt or empty; $updatedSince instant
// Columns: key, id
MATCH (n:Role)
WHERE ($address IS NULL OR toLower(n.name) STARTS WITH $address)
  AND ($updatedSince IS NULL OR n.updatedAt >= $updatedSince)
  AND all(name IN keys($custom) WHERE n[name] IN $custom[name])
WITH n.id AS id, CASE $sort WHEN 'name' THEN toLower(coalesce(n.name, '')) WHEN 'createdAt' THEN n.createdAt WHEN 'updatedAt' THEN n.updatedAt ELSE 0 END AS key
WHERE $after IS NULL
  OR CASE WHEN $descending THEN key < $after.key OR key = $after.key AND id < $after.id ELSE key > $after.key OR key = $after.key AND id > $after.id END
RETURN key, id
ORDER BY CASE WHEN $descending THEN null ELSE key END, CASE WHEN $descending THEN null ELSE id END, key DESC, id DESC
LIMIT $limit
