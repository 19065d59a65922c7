// What callers of the API have said of pairs of people.
// Parameters: $keys list of {a (the smaller id), b, kind, saidBy}; $source the callers' source
// Columns: key, id, level, strength, since, until, note, muted, private, saidOn
UNWIND $keys AS key
MATCH (a:Person {id: key.a})
WITH key, a
MATCH (b:Person {id: key.b})
WITH key, a, b
MATCH (a)-[t:TIE_SOURCE {kind: key.kind, source: $source, saidBy: key.saidBy}]->(b)
RETURN key, t.id AS id, t.level AS level, t.strength AS strength, t.since AS since, t.until AS until, t.note AS note, t.muted AS muted, coalesce(t.private, false) AS private, t.saidOn AS saidOn
