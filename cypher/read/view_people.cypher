// People for the view in memory, by id from one on.
// Parameters: $after the last id read, empty at first; $limit how many; $today the day
// Columns: id, user, active, closed, belongsTo
MATCH (p:Person)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN p.id AS id, p:User AS user, p:User AND p.active AND (p.leftOn IS NULL OR p.leftOn > $today) AS active,
  p:User AND coalesce(p.introductions = 'closed', false) AS closed, coalesce(p.belongsTo, ['*']) AS belongsTo
