// The reporting lines of positions to those above, of any time.
// Parameters: $ids of positions
// Columns: id, from, to, line, since, until, source, given
UNWIND $ids AS id
MATCH (s:Position {id: id})-[r:REPORTS_TO]->(m:Position)
RETURN r.id AS id, s.id AS from, m.id AS to, r.line AS line, r.since AS since, r.until AS until, r.source AS source, r.given AS given
