// Pairs of people whose stored tie no longer holds on a day: something has decayed or grown, begun or ended.
// Parameters: $today the day; $limit how many
// Columns: a, b
MATCH (a:Person)-[k:KNOWS]->(b:Person)
WHERE k.staleOn <= $today
RETURN a.id AS a, b.id AS b
LIMIT $limit
