// The interactions of pairs of people, as kept with their ties: one by one, and the folded ones.
// Parameters: $pairs the two ids of each, the smaller first
// Columns: a, b, history, folded
UNWIND $pairs AS pair
MATCH (a:Person {id: pair[0]})
WITH pair, a
MATCH (b:Person {id: pair[1]})
MATCH (a)-[t:TIE_SOURCE {kind: 'interactions'}]->(b)
RETURN a.id AS a, b.id AS b, t.history AS history, t.folded AS folded
