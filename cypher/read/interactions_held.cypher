// Interactions as they are recorded, by what their sources call them.
// Parameters: $keys list of {source, externalId}
// Columns: source, externalId, id, kind, at, people, outside, mailboxOnly, parts
UNWIND $keys AS key
MATCH (i:Interaction {source: key.source, externalId: key.externalId})
RETURN i.source AS source, i.externalId AS externalId, i.id AS id, i.kind AS kind, i.at AS at, i.people AS people, i.outside AS outside, coalesce(i.mailboxOnly, false) AS mailboxOnly,
  COLLECT { MATCH (p:Person)-[t:TOOK_PART]->(i) RETURN {personId: p.id, as: t.as} ORDER BY p.id, t.as } AS parts
