// People as shown everywhere, on a day.
// Parameters: $ids of the people; $asOf the day;
//   $seesAccounts, $seesContacts what the viewer sees
// Columns: person
UNWIND $ids AS id
MATCH (p:Person {id: id})
WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH p, COLLECT {
  MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) THEN {title: s.title, accountId: a.id, accountName: a.name} END AS post ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
}[0] AS post
RETURN {id: p.id, kind: CASE WHEN p:User THEN 'user' ELSE 'contact' END, name: p.name, title: post.title, accountId: post.accountId, accountName: post.accountName} AS person
