// The contacts with the given ids, in their order; those that are not there are left out.
// Parameters: $ids the records;
//   $seesContacts what the viewer sees
// Columns: id, createdAt, updatedAt, version, firstName, lastName, name, phones, linkedinUrl, location, notes, attitude, attitudeOn, emails, ownerId, externalIds, custom
UNWIND range(0, size($ids) - 1) AS i
MATCH (n:Contact {id: $ids[i]})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(n.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH i, n ORDER BY i
RETURN n.id AS id, n.createdAt AS createdAt, n.updatedAt AS updatedAt, n.version AS version, n.firstName AS firstName,
  n.lastName AS lastName, n.name AS name, coalesce(n.phones, []) AS phones, n.linkedinUrl AS linkedinUrl, n.location AS location,
  n.notes AS notes, n.attitude AS attitude, n.attitudeOn AS attitudeOn,
  COLLECT { MATCH (n)-[r:HAS_EMAIL]->(e:Email) RETURN e.address ORDER BY r.index } AS emails,
  COLLECT { MATCH (n)-[:OWNED_BY]->(to:User) RETURN to {.id} }[0] AS ownerId,
  COLLECT { MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY r.index } AS externalIds,
  [name IN keys(n) WHERE name STARTS WITH 'custom.' | [substring(name, 7), n[name]]] AS custom
