// The parents of an account that are recorded, of any time.
// Parameters: $id the account
// Columns: id, since, until, updatedAt, state
MATCH (:Account {id: $id})-[r:SUBSIDIARY_OF]->(p:Account)
RETURN r.id AS id, r.since AS since, r.until AS until, r.updatedAt AS updatedAt, {parentId: p.id, percent: r.percent} AS state
ORDER BY since, id
