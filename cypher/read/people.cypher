// People as shown everywhere, on a day.
// Parameters: $ids of the people; $asOf the day
// Columns: person
UNWIND $ids AS id
MATCH (p:Person {id: id})
WITH p, COLLECT {
  MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN {title: s.title, accountId: a.id, accountName: a.name} ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
}[0] AS post
RETURN {id: p.id, kind: CASE WHEN p:User THEN 'user' ELSE 'contact' END, name: p.name, title: post.title, accountId: post.accountId, accountName: post.accountName} AS person
