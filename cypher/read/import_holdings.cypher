// What a source says about who held positions, of any time.
// Parameters: $seats ids of positions; $source
// Columns: id, from, to, since, until, primary, given
UNWIND $seats AS seat
MATCH (s:Position {id: seat})<-[h:HOLDS]-(p:Person)
WHERE h.source = $source
RETURN h.id AS id, p.id AS from, s.id AS to, h.since AS since, h.until AS until, h.primary AS primary, h.given AS given
