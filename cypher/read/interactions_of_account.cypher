// What people took part in while they held a position in an account, newest first, with all who did; but for what would show a tie that the
// viewer does not see.
// Parameters: $id the account; $beforeAt, $beforeId where the page before ended, or null; $limit how many; $asOf the day of titles;
//   $seesAccounts, $seesContacts, $seesInteractions, $me what the viewer sees
// Columns: id, kind, at, source, externalId, people, outside, participants
MATCH (account:Account {id: $id})<-[:AT]-(:Position)<-[held:HOLDS]-(c:Contact)
WHERE ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts)) AND ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH c, held, COLLECT { MATCH (c)-[k:KNOWS]-(x:Person) WHERE k.private IS NOT NULL AND NOT $me IN k.private RETURN x } AS hidden
MATCH (c)-[:TOOK_PART]->(i:Interaction)
WHERE (hidden = [] OR NOT EXISTS { MATCH (i)<-[:TOOK_PART]-(x:Person) WHERE x IN hidden })
  AND ($seesInteractions IS NULL OR EXISTS { MATCH (i)<-[:TOOK_PART]-(by:User) WHERE any(whom IN by.belongsTo WHERE whom IN $seesInteractions) })
  AND (held.since IS NULL OR held.since <= date(i.at)) AND (held.until IS NULL OR held.until > date(i.at))
WITH DISTINCT i
WHERE $beforeAt IS NULL OR i.at < $beforeAt OR i.at = $beforeAt AND i.id < $beforeId
WITH i ORDER BY i.at DESC, i.id DESC LIMIT $limit
RETURN i.id AS id, i.kind AS kind, i.at AS at, i.source AS source, i.externalId AS externalId, i.people AS people, i.outside AS outside, COLLECT {
  MATCH (i)<-[t:TOOK_PART]-(p:Person)
  WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
    AND (p:User OR NOT EXISTS { MATCH (i)<-[:TOOK_PART]-(q:Person) MATCH (p)-[k:KNOWS]-(q) WHERE k.private IS NOT NULL AND NOT $me IN k.private })
  WITH t, p, COLLECT {
    MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
    WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
      AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
    RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) THEN {title: s.title, accountId: a.id, accountName: a.name} END AS post ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
  }[0] AS post
  RETURN {as: t.as, person: {id: p.id, kind: CASE WHEN p:User THEN 'user' ELSE 'contact' END, name: p.name, title: post.title, accountId: post.accountId, accountName: post.accountName}}
  ORDER BY t.as, p.id
} AS participants
ORDER BY at DESC, id DESC
