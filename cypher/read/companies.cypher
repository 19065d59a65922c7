// A contact, and every position, relation and involvement that ties the contact to an account.
// Parameters: $contact the contact's id; $asOf the day of the primary position;
//   $seesAccounts, $seesContacts, $seesOpportunities what the viewer sees
// Columns: contact, ties
MATCH (c:Contact {id: $contact})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH c, COLLECT {
  MATCH (c)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) THEN {title: s.title, accountId: a.id, accountName: a.name} END AS post ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
}[0] AS seat
RETURN {id: c.id, kind: 'contact', name: c.name, title: seat.title, accountId: seat.accountId, accountName: seat.accountName} AS contact,
  COLLECT {
    MATCH (c)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
    WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
    RETURN {account: a {.id, .name}, kind: 'position', label: s.title, days: h {.since, .until}, seat: at {.since, .until}} AS tie
  UNION ALL
    MATCH (c)-[r:RELATED_TO]-(a:Account)
    WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
    OPTIONAL MATCH (t:RelationType {id: r.type})
    RETURN {account: a {.id, .name}, kind: 'relation', label: CASE WHEN startNode(r) = c OR t.symmetric THEN t.forward ELSE t.backward END,
      days: r {.since, .until}, seat: {}} AS tie
  UNION ALL
    MATCH (c)-[r:INVOLVED_IN]->(o:Opportunity)-[:FOR]->(a:Account)
    WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
    RETURN {account: a {.id, .name}, kind: 'involvement', label: o.name, days: r {.since, .until}, seat: {}} AS tie
  } AS ties
