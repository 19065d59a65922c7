// What pairs of people's ties rest on.
// Parameters: $pairs list of {a (the smaller id), b}
// Columns: id, a, b, kind, source, saidBy, level, strength, saidOn, muted, private, note, since, until
UNWIND $pairs AS pair
CALL (pair) { MATCH (a:Person {id: pair.a}) RETURN a }
CALL (pair) { MATCH (b:Person {id: pair.b}) RETURN b }
CALL (a, b) { MATCH (a)-[t:TIE_SOURCE]->(b) RETURN t }
RETURN t.id AS id, a.id AS a, b.id AS b, t.kind AS kind, t.source AS source, t.saidBy AS saidBy, t.level AS level, t.strength AS strength,
  t.saidOn AS saidOn, t.muted AS muted, t.private AS private, t.note AS note, t.since AS since, t.until AS until
