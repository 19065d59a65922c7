// Writes what is said of pairs of people, one source for each pair, kind, source and who says it.
// Parameters: $items list of {a (the smaller id), b, kind, source, saidBy, created (properties of a new one), changed (those of a changed one too)}
// Columns: none
UNWIND $items AS item
MATCH (a:Person {id: item.a})
WITH item, a
MATCH (b:Person {id: item.b})
MERGE (a)-[t:TIE_SOURCE {kind: item.kind, source: item.source, saidBy: item.saidBy}]->(b)
ON CREATE SET t += item.created
SET t += item.changed
