// Pairs of people whose stored tie no longer holds on a day: an assertion has decayed, or a source has begun or ended.
// Parameters: $today the day; $limit how many
// Columns: a, b, id
MATCH (a:Person)-[k:KNOWS]->(b:Person)
WHERE k.staleOn <= $today
RETURN a.id AS a, b.id AS b, k.id AS id
LIMIT $limit
