// A position, its account, and all solid lines on the ways up from it that hold on $from or a later day.
// Parameters: $id the position; $from a day, null: any
// Columns: title, accountId, lines
MATCH (m:Position {id: $id})-[:AT]->(a:Account)
RETURN m.title AS title, a.id AS accountId, COLLECT {
  MATCH (m)-[way:REPORTS_TO*0..]->(x:Position)
  WHERE all(r IN way WHERE r.line = 'solid' AND (r.until IS NULL OR $from IS NULL OR r.until > $from))
  WITH DISTINCT x
  MATCH (x)-[r:REPORTS_TO {line: 'solid'}]->(y:Position)
  WHERE r.until IS NULL OR $from IS NULL OR r.until > $from
  RETURN {from: x.id, to: y.id, name: y.title, since: r.since, until: r.until}
} AS lines
