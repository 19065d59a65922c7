// The two people of a tie.
// Parameters: $id the tie; $me the viewer's name where private ties name those who see them
// Columns: a, b
MATCH (a:Person)-[k:KNOWS {id: $id}]->(b:Person)
WHERE k.private IS NULL OR $me IN k.private
RETURN a.id AS a, b.id AS b
