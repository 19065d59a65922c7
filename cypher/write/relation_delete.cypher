// Takes a relation away.
// Parameters: $id the relation
// Columns: id
MATCH (:Person|Account)-[r:RELATED_TO {id: $id}]->(:Person|Account)
DELETE r
RETURN $id AS id
