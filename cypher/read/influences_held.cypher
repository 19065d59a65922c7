// What is recorded about who influences whom, in general (opportunityId is empty) or for a deal, of any time.
// Parameters: $keys list of {from, to, opportunityId}
// Columns: key, id, since, until, updatedAt, state
UNWIND $keys AS key
MATCH (to:Contact {id: key.to})
WITH key, to
MATCH (from:Contact|Account)-[r:INFLUENCES]->(to)
WHERE from.id = key.from AND coalesce(r.opportunityId, '') = key.opportunityId
RETURN key, r.id AS id, r.since AS since, r.until AS until, r.updatedAt AS updatedAt, {weight: r.weight, effect: r.effect} AS state
ORDER BY since, id
