// The interactions that a person took part in.
// Parameters: $id the person
// Columns: source, externalId, id, kind, at, people, outside, mailboxOnly, createdAt, parts
MATCH (:Contact {id: $id})-[:TOOK_PART]->(i:Interaction)
WITH DISTINCT i
RETURN i.source AS source, i.externalId AS externalId, i.id AS id, i.kind AS kind, i.at AS at, i.people AS people, i.outside AS outside, coalesce(i.mailboxOnly, false) AS mailboxOnly,
  i.createdAt AS createdAt,
  COLLECT { MATCH (p:Person)-[t:TOOK_PART]->(i) RETURN {personId: p.id, as: t.as} ORDER BY p.id, t.as } AS parts
