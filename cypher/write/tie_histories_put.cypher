// Keeps the interactions of pairs of people with their ties; a pair without any has no such source.
// Parameters: $items list of {a (the smaller id), b, created (properties of a new source), history, folded (or null), since; the last three null where nothing is left}; $now the instant
// Columns: none
UNWIND $items AS item
MATCH (a:Person {id: item.a})
WITH item, a
MATCH (b:Person {id: item.b})
CALL (item, a, b) {
  WITH item, a, b
  WHERE item.history IS NOT NULL
  MERGE (a)-[t:TIE_SOURCE {kind: 'interactions'}]->(b)
  ON CREATE SET t += item.created
  SET t.history = item.history, t.folded = item.folded, t.since = item.since, t.updatedAt = $now
}
CALL (item, a, b) {
  WITH item, a, b
  WHERE item.history IS NULL
  MATCH (a)-[t:TIE_SOURCE {kind: 'interactions'}]->(b)
  DELETE t
}
