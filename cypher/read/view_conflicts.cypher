// Pairs of people who are at odds: one influences the other by conflict or negatively, in whatever deal.
// Parameters: $today the day
// Columns: a, b
MATCH (x:Contact)-[i:INFLUENCES]->(y:Contact)
WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
RETURN DISTINCT CASE WHEN x.id < y.id THEN x.id ELSE y.id END AS a, CASE WHEN x.id < y.id THEN y.id ELSE x.id END AS b
