// Takes an influence away.
// Parameters: $id the influence
// Columns: id
MATCH (:Contact|Account)-[r:INFLUENCES {id: $id}]->(:Contact)
DELETE r
RETURN $id AS id
