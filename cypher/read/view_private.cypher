// The ties in force that not everybody sees, with the names of those who do, for the view in memory. A strength that is not known is null.
// Parameters: $today the day
// Columns: a, b, strength, private, number, conflict
MATCH (a:Person)-[k:KNOWS]->(b:Person)
WHERE k.private IS NOT NULL AND (k.since IS NULL OR k.since <= $today) AND (k.until IS NULL OR k.until > $today)
RETURN a.id AS a, b.id AS b, k.strength AS strength, k.private AS private, id(k) AS number, EXISTS {
  MATCH (a)-[i:INFLUENCES]-(b)
  WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
} AS conflict
