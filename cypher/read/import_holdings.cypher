// Who held positions, at any time, as their sources say.
// Parameters: $seats ids of positions
// Columns: id, from, to, since, until, primary, given, source
UNWIND $seats AS seat
MATCH (s:Position {id: seat})<-[h:HOLDS]-(p:Person)
RETURN h.id AS id, p.id AS from, s.id AS to, h.since AS since, h.until AS until, h.primary AS primary, h.given AS given, h.source AS source
