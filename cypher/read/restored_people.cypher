// The people that those who have come back know.
// Parameters: $ids of the people
// Columns: a, b
UNWIND $ids AS id
MATCH (p:Person {id: id})-[:KNOWS|TIE_SOURCE]-(q:Person)
RETURN DISTINCT CASE WHEN p.id < q.id THEN p.id ELSE q.id END AS a, CASE WHEN p.id < q.id THEN q.id ELSE p.id END AS b
