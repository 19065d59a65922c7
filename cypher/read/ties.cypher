// The ties of a person in force on a day and not muted, with all their sources.
// Parameters: $id the person; $asOf the day
// Columns: id, person, since, until, lastContact, sources
MATCH (p:Person {id: $id})
MATCH (p)-[k:KNOWS]-(other:Person)
WHERE NOT k.muted AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
WITH p, k, other, COLLECT {
  MATCH (other)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN {title: s.title, accountId: a.id, accountName: a.name} ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
}[0] AS post
RETURN k.id AS id,
  {id: other.id, kind: CASE WHEN other:User THEN 'user' ELSE 'contact' END, name: other.name, title: post.title, accountId: post.accountId, accountName: post.accountName} AS person,
  k.since AS since, k.until AS until, k.lastContact AS lastContact,
  COLLECT {
    MATCH (p)-[t:TIE_SOURCE]-(other)
    RETURN {kind: t.kind, source: t.source, saidBy: t.saidBy, level: t.level, strength: t.strength, saidOn: t.saidOn, since: t.since, until: t.until, note: t.note, status: t.status}
    ORDER BY t.strength, t.saidOn DESC, t.updatedAt DESC, t.id DESC
  } AS sources
