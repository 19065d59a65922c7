// Keeps the interactions of pairs of people with their ties; a pair without any has no such source. A new tie of interactions from mailboxes alone waits,
// and a tie waits no longer once interactions say something of it that come from elsewhere.
// Parameters: $items list of {a (the smaller id), b, created (properties of a new source), history, folded (or null), since (these three null where nothing
//   is left), waitsUntil (the day that a new tie waits for, or null), opens (whether it waits no longer)}; $now the instant
// Columns: none
UNWIND $items AS item
MATCH (a:Person {id: item.a})
WITH item, a
MATCH (b:Person {id: item.b})
CALL (item, a, b) {
  WITH item, a, b, EXISTS { (a)-[:KNOWS]->(b) } AS known
  WHERE item.history IS NOT NULL
  MERGE (a)-[t:TIE_SOURCE {kind: 'interactions'}]->(b)
  ON CREATE SET t += item.created, t.waitsUntil = CASE WHEN NOT known THEN item.waitsUntil END
  SET t.history = item.history, t.folded = item.folded, t.since = item.since, t.updatedAt = $now, t.waitsUntil = CASE WHEN item.opens THEN null ELSE t.waitsUntil END
}
CALL (item, a, b) {
  WITH item, a, b
  WHERE item.history IS NULL
  MATCH (a)-[t:TIE_SOURCE {kind: 'interactions'}]->(b)
  DELETE t
}
