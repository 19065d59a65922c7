// The reporting lines of a position that are recorded, solid and dotted, of any time.
// Parameters: $id the position
// Columns: id, since, until, updatedAt, state
MATCH (:Position {id: $id})-[r:REPORTS_TO]->(m:Position)
RETURN r.id AS id, r.since AS since, r.until AS until, r.updatedAt AS updatedAt, {managerId: m.id, line: r.line} AS state
ORDER BY since, id
