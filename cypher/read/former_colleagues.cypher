// What is shown of people who worked together: where they work on the day, the primary position first, and who of our active users knows them.
// Parameters: $people their ids; $asOf the day;
//   $seesAccounts, $seesContacts, $seesTies, $me what the viewer sees
// Columns: person, now, ties
UNWIND $people AS id
MATCH (p:Person {id: id})
WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH p, COLLECT {
  MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN {account: a {.id, .name}, title: s.title, seen: ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))} ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id
} AS now
RETURN {id: p.id, kind: CASE WHEN p:User THEN 'user' ELSE 'contact' END, name: p.name,
    title: CASE WHEN now[0].seen THEN now[0].title END, accountId: CASE WHEN now[0].seen THEN now[0].account.id END,
    accountName: CASE WHEN now[0].seen THEN now[0].account.name END} AS person,
  [there IN now WHERE there.seen] AS now,
  COLLECT {
    MATCH (p)-[k:KNOWS]-(u:User)
    WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND (NOT k.muted OR $me IN k.private) AND u.active AND (u.leftOn IS NULL OR u.leftOn > $asOf)
      AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
    RETURN {strength: k.strength, userId: u.id, userName: u.name} ORDER BY coalesce(k.strength, -1) DESC, u.id
  } AS ties
