// People for the view in memory, by id from one on: lists, because that is less to send than a row for each. The numbers are those that Neo4j gives to
// the nodes.
// Parameters: $after the last id read, empty at first; $limit how many; $today the day
// Columns: ids, numbers, users, active, closed, belongsTo
MATCH (p:Person)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN collect(p.id) AS ids, collect(id(p)) AS numbers, collect(p:User) AS users,
  collect(p:User AND coalesce(p.active AND (p.leftOn IS NULL OR p.leftOn > $today), false)) AS active,
  collect(p:User AND coalesce(p.introductions = 'closed', false)) AS closed, collect(coalesce(p.belongsTo, ['*'])) AS belongsTo
