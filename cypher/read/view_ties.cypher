// The ties in force of people with those of greater ids, by id from one on up to another, for the view in memory. A strength that is not known is -1.
// Parameters: $after the last id read, empty at first; $upTo the last id of the range; $limit how many people; $today the day
// Columns: id, others, strengths
MATCH (a:Person)
WHERE a.id > $after AND a.id <= $upTo
WITH a ORDER BY a.id LIMIT $limit
WITH a, COLLECT {
  MATCH (a)-[k:KNOWS]->(b:Person)
  WHERE NOT k.muted AND (k.since IS NULL OR k.since <= $today) AND (k.until IS NULL OR k.until > $today)
  RETURN [b.id, coalesce(k.strength, -1.0)]
} AS ties
RETURN a.id AS id, [tie IN ties | tie[0]] AS others, [tie IN ties | tie[1]] AS strengths
