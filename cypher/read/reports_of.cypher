// The positions whose solid line goes to one, at any time.
// Parameters: $id the position
// Columns: id
MATCH (:Position {id: $id})<-[r:REPORTS_TO {line: 'solid'}]-(s:Position)
RETURN DISTINCT s.id AS id
