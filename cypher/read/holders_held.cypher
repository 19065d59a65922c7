// Who held a position, at any time.
// Parameters: $id the position
// Columns: id, since, until, updatedAt, state
MATCH (:Position {id: $id})<-[h:HOLDS]-(p:Person)
RETURN h.id AS id, h.since AS since, h.until AS until, h.updatedAt AS updatedAt, {personId: p.id, primary: h.primary} AS state
ORDER BY since, id
