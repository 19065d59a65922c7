// Takes away what sources call the positions that they gave contacts with the contacts' own rows: it is made of what they call the contact. The positions
// are locked, as whoever changes or deletes one does: the audit of that is complete before this goes on, or does not know the name any more.
// Parameters: $ids the contacts; $seats list of {source, prefix (of what it calls those positions)}
// Columns: id
CALL () {
  UNWIND $seats AS seat
  MATCH (x:ExternalId {kind: 'position', source: seat.source})
  WHERE x.externalId STARTS WITH seat.prefix
  RETURN x
  UNION
  UNWIND $ids AS id
  MATCH (n:Contact|Deleted {id: id})-[:HOLDS]->(s:Deleted)<-[:IDENTIFIES]-(x:Deleted)
  WHERE any(seat IN $seats WHERE x.source = seat.source AND x.externalId STARTS WITH seat.prefix)
  RETURN x
}
MATCH (x)-[:IDENTIFIES]->(s:Position|Deleted)
SET s.lock = 0
WITH x, s.id AS id
DETACH DELETE x
RETURN id
