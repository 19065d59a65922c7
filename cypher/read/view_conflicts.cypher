// Pairs of people who are at odds: one influences the other by conflict or negatively, in whatever deal. They are named by the numbers that Neo4j gives to
// nodes, as by view_people.
// Parameters: $today the day
// Columns: one, other
MATCH (x:Contact)-[i:INFLUENCES]->(y:Contact)
WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
RETURN id(x) AS one, id(y) AS other
