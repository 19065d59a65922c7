// A page of positions in the order of their ids.
// Each gives rows of the export's files: a column's value is what is named after it, or else the property of that name in camel case.
// A row comes for each who held a seat, one for each line up, and last one with neither, for the seat and its time in the account.
// Parameters: $after the last id of the page before, empty at the beginning; $limit how many
// Columns: id, files
MATCH (n:Position) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
WITH n, COLLECT {
  MATCH (n)-[r:AT]->(a:Account)
  RETURN n {.*, kith_id: n.id, account_id: a.id, opened: r.since, closed: r.until,
    external_ids: COLLECT { MATCH (n)<-[i:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY i.index },
    relation_id: r.id, relation_created_at: r.createdAt, source: r.source, status: r.status,
    confidence: r.confidence, created_by: r.createdBy} AS row
} AS seats
RETURN n.id AS id, {positions: COLLECT {
  UNWIND seats AS seat
  MATCH (n)<-[r:HOLDS]-(p:Person)
  RETURN seat {.*, contact_id: CASE WHEN p:User THEN 'user:' + p.id ELSE p.id END, since: r.since, until: r.until, primary: r.primary,
    relation_id: r.id, relation_created_at: r.createdAt, source: r.source, status: r.status,
    confidence: r.confidence, created_by: r.createdBy} AS row ORDER BY coalesce(r.since, date('0001-01-01')), r.id
} + COLLECT {
  UNWIND seats AS seat
  MATCH (n)-[r:REPORTS_TO]->(above:Position)
  RETURN seat {.*, reports_to_id: above.id, line: r.line, since: r.since, until: r.until,
    relation_id: r.id, relation_created_at: r.createdAt, source: r.source, status: r.status,
    confidence: r.confidence, created_by: r.createdBy} AS row ORDER BY coalesce(r.since, date('0001-01-01')), r.id
} + seats} AS files
