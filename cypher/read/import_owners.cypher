// The owners of accounts, of any time.
// Parameters: $ids of accounts
// Columns: id, from, to, line, since, until, source, given, percent
UNWIND $ids AS id
MATCH (a:Account {id: id})-[r:SUBSIDIARY_OF]->(p:Account)
RETURN r.id AS id, a.id AS from, p.id AS to, 'owned' AS line, r.since AS since, r.until AS until, r.source AS source, r.given AS given, r.percent AS percent
