// Ties by id, from one on up to another, between people, all by the numbers that Neo4j gives to them, for the view in memory. Four lists, because that is
// less to send than a row for each. A strength is -1 where it is not known, and -2 where the tie is muted or not in force.
// Parameters: $after the last id read, empty at first; $upTo the last id of the range; $limit how many; $today the day
// Columns: last, ones, others, strengths, numbers
MATCH (a)-[k:KNOWS]->(b)
USING INDEX k:KNOWS(id)
WHERE k.id > $after AND k.id <= $upTo
WITH a, k, b ORDER BY k.id LIMIT $limit
RETURN max(k.id) AS last, collect(id(a)) AS ones, collect(id(b)) AS others,
  collect(CASE WHEN coalesce(k.muted, true) OR k.since > $today OR k.until <= $today THEN -2.0 ELSE coalesce(k.strength, -1.0) END) AS strengths,
  collect(id(k)) AS numbers
