// What pairs of people's ties rest on, and the ties themselves, of the kind 'tie'.
// Parameters: $pairs list of {a (the smaller id), b}
// Columns: id, a, b, kind, source, saidBy, level, strength, saidOn, muted, private, note, since, until
UNWIND $pairs AS pair
MATCH (a:Person {id: pair.a})
WITH pair, a
MATCH (b:Person {id: pair.b})
WITH a, b
MATCH (a)-[t:TIE_SOURCE|KNOWS]->(b)
RETURN t.id AS id, a.id AS a, b.id AS b, CASE type(t) WHEN 'KNOWS' THEN 'tie' ELSE t.kind END AS kind,
  t.source AS source, coalesce(t.saidBy, '') AS saidBy, t.level AS level, t.strength AS strength,
  t.saidOn AS saidOn, t.muted AS muted, t.private AS private, t.note AS note, t.since AS since, t.until AS until
