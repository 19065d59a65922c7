// Who held a position, and when, at the accounts where any of some contacts holds or held one: these contacts, our active users, and those whom one of
// them knows.
// Parameters: $contacts their ids; $asOf the day of ties;
//   $seesAccounts, $seesContacts, $seesTies, $me what the viewer sees
// Columns: person, known, holdings
MATCH (c:Contact)-[:HOLDS]->(:Position)-[:AT]->(a:Account)
WHERE c.id IN $contacts AND ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts))
  AND ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
WITH DISTINCT a
MATCH (a)<-[at:AT]-(:Position)<-[h:HOLDS]-(p:Person)
WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH p, collect({accountId: a.id, accountName: a.name, days: h {.since, .until}, seat: at {.since, .until}}) AS holdings
WITH p, holdings, p:User AND p.active AND (p.leftOn IS NULL OR p.leftOn > $asOf) OR EXISTS {
  MATCH (p)-[k:KNOWS]-(u:User)
  WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND (NOT k.muted OR $me IN k.private) AND u.active AND (u.leftOn IS NULL OR u.leftOn > $asOf)
    AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
} AS known
WHERE known OR p.id IN $contacts
RETURN p.id AS person, known, holdings
