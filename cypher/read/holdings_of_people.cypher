// Where people have worked: the positions they hold or held, and whom these reported to by solid lines. People is how many an account has: its
// employees, or else its positions.
// Parameters: $people ids
// Columns: personId, positions
UNWIND $people AS id
MATCH (p:Person {id: id})
WITH id, COLLECT {
  MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  RETURN {positionId: s.id, accountId: a.id, accountName: a.name, people: coalesce(a.employees, COUNT { (a)<-[:AT]-() }),
          since: h.since, until: h.until, opened: at.since, closed: at.until,
          lines: COLLECT {
            MATCH (s)-[r:REPORTS_TO {line: 'solid'}]->(m:Position)
            RETURN {to: m.id, since: r.since, until: r.until}
          }}
} AS positions
WHERE size(positions) > 0
RETURN id AS personId, positions
