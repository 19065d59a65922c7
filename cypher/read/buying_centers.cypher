// Every deal of an account with who is in its buying centre on a day, and once for each of these people who they are and our ties to
// them. One row, or none where there is no such account.
// Parameters: $id of the account; $asOf day;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: opportunities, people
MATCH (a:Account {id: $id})
WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
WITH a, COLLECT {
  MATCH (a)<-[:FOR]-(o:Opportunity)<-[i:INVOLVED_IN]-(p:Contact)
  WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
    AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
  RETURN DISTINCT p
} AS people
RETURN
  COLLECT {
    MATCH (a)<-[:FOR]-(o:Opportunity)
    WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities))
    RETURN {
      id: o.id, name: o.name, accountId: a.id, status: o.status, value: o.value, currency: o.currency,
      members: COLLECT {
        MATCH (o)<-[i:INVOLVED_IN]-(p:Contact)
        WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
        RETURN i {.attitude, .politicalStatus, .influence, contactId: p.id, roles: coalesce(i.roles, [])}
      }
    }
  } AS opportunities,
  COLLECT {
    UNWIND people AS p
    RETURN {
      person: {id: p.id, kind: 'contact', name: p.name},
      seat: COLLECT {
        MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(w:Account)
        WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
          AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
        RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN w.belongsTo WHERE whom IN $seesAccounts)) THEN {title: s.title, accountId: w.id, accountName: w.name} END AS post ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
      }[0],
      ties: COLLECT {
        MATCH (p)-[k:KNOWS]->(u:User)
        WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND u.active AND (u.leftOn IS NULL OR u.leftOn > $asOf) AND (NOT k.muted OR $me IN k.private)
          AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
        RETURN {strength: k.strength, userId: u.id, userName: u.name}
      }
    }
  } AS people
