// A contact's record: every deal it takes or took part in by the day, the newest first by when the part began, or else was recorded. It is external
// where the contact had no seat in the deal's account on the last day of its part, or has none on the day asked about.
// Parameters: $id id of the contact; $asOf the day;
//   $seesAccounts, $seesContacts, $seesOpportunities what the viewer sees
// Columns: contact, items
MATCH (contact:Contact {id: $id})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(contact.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH contact, COLLECT {
  MATCH (contact)-[held:HOLDS]->(seat:Position)-[at:AT]->(employer:Account)
  WHERE (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN employer.belongsTo WHERE whom IN $seesAccounts)) THEN {title: seat.title, accountId: employer.id, accountName: employer.name} END AS post
  ORDER BY held.primary DESC, coalesce(held.since, date('0001-01-01')) DESC, seat.id
  LIMIT 1
}[0] AS primary
RETURN {id: contact.id, kind: 'contact', name: contact.name, title: primary.title, accountId: primary.accountId, accountName: primary.accountName} AS contact,
  COLLECT {
    MATCH (contact)-[i:INVOLVED_IN]->(deal:Opportunity)-[:FOR]->(account:Account)
    WHERE ($seesOpportunities IS NULL OR any(whom IN deal.belongsTo WHERE whom IN $seesOpportunities)) AND (i.since IS NULL OR i.since <= $asOf)
    WITH contact, i, deal, account, CASE WHEN i.until <= $asOf THEN i.until - duration('P1D') ELSE $asOf END AS day
    ORDER BY coalesce(i.since, date(i.createdAt), date('0001-01-01')) DESC, deal.id, i.id
    RETURN {
      opportunity: {id: deal.id, name: deal.name}, account: CASE WHEN ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts)) THEN {id: account.id, name: account.name} END, roles: coalesce(i.roles, []),
      attitude: i.attitude, influence: i.influence, status: deal.status, since: i.since, until: i.until,
      external: NOT EXISTS {
        MATCH (contact)-[held:HOLDS]->(:Position)-[at:AT]->(account)
        WHERE (held.since IS NULL OR held.since <= day) AND (held.until IS NULL OR held.until > day)
          AND (at.since IS NULL OR at.since <= day) AND (at.until IS NULL OR at.until > day)
      }
    }
  } AS items
