// The two people of a tie.
// Parameters: $id the tie
// Columns: a, b
MATCH (a:Person)-[k:KNOWS {id: $id}]->(b:Person)
RETURN a.id AS a, b.id AS b
