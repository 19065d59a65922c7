// What is recorded about members of buying centres, of any time.
// Parameters: $keys list of {opportunityId, contactId}
// Columns: key, id, since, until, updatedAt, state
UNWIND $keys AS key
MATCH (o:Opportunity {id: key.opportunityId})
WITH key, o
MATCH (o)<-[r:INVOLVED_IN]-(c:Contact)
WHERE c.id = key.contactId
RETURN key, r.id AS id, r.since AS since, r.until AS until, r.updatedAt AS updatedAt, {
  roles: r.roles, attitude: r.attitude, politicalStatus: r.politicalStatus, coverage: r.coverage,
  decisionOrientation: r.decisionOrientation, influence: r.influence, note: r.note
} AS state
ORDER BY since, id
