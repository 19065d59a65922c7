// Writes interactions, one for each source and external id, with all who take part in it; who did before is taken out first.
// Parameters: $items list of {source, externalId, kind, at, people, outside, mailboxOnly (true or null), created (properties of a new one),
//   parts (list of {personId, properties})}; $now the instant
// Columns: none
UNWIND $items AS item
MERGE (i:Interaction {source: item.source, externalId: item.externalId})
ON CREATE SET i += item.created
SET i.kind = item.kind, i.at = item.at, i.people = item.people, i.outside = item.outside, i.mailboxOnly = item.mailboxOnly, i.updatedAt = $now, i.version = coalesce(i.version, 0) + 1
WITH item, i
CALL (item, i) {
  UNWIND item.parts AS part
  MATCH (p:Person {id: part.personId})
  CREATE (p)-[t:TOOK_PART]->(i)
  SET t = part.properties
}
