// The folded interactions of a person with others, as kept with their ties.
// Parameters: $id the person
// Columns: a, b, folded
MATCH (p:Contact {id: $id})-[t:TIE_SOURCE {kind: 'interactions'}]-(:Person)
WHERE t.folded IS NOT NULL
RETURN startNode(t).id AS a, endNode(t).id AS b, t.folded AS folded
