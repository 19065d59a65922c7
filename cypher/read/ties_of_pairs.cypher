// The ties of pairs of people, as stored.
// Parameters: $pairs list of {a (the smaller id), b}
// Columns: a, b, id, strength, status, since, until, muted, private, updatedAt
UNWIND $pairs AS pair
MATCH (a:Person {id: pair.a})
WITH pair, a
MATCH (b:Person {id: pair.b})
WITH a, b
MATCH (a)-[k:KNOWS]->(b)
RETURN a.id AS a, b.id AS b, k.id AS id, k.strength AS strength, k.status AS status, k.since AS since, k.until AS until, k.muted AS muted, k.private AS private, k.updatedAt AS updatedAt
