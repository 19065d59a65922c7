// The people on paths, as they are shown, and the ties between them with all their sources.
// Parameters: $people ids; $pairs the two ids of each tie, the smaller first; $asOf the day
// Columns: people, ties
RETURN
  COLLECT {
    MATCH (p:Person)
    WHERE p.id IN $people
    WITH p, COLLECT {
      MATCH (p)-[held:HOLDS]->(seat:Position)-[at:AT]->(account:Account)
      WHERE (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
        AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      RETURN {title: seat.title, accountId: account.id, accountName: account.name}
      ORDER BY held.primary DESC, coalesce(held.since, date('0001-01-01')) DESC, seat.id
      LIMIT 1
    }[0] AS primary
    RETURN {id: p.id, kind: CASE WHEN p:User THEN 'user' ELSE 'contact' END, name: p.name,
            title: primary.title, accountId: primary.accountId, accountName: primary.accountName}
  } AS people,
  COLLECT {
    UNWIND $pairs AS pair
    MATCH (a:Person {id: pair[0]})
    MATCH (a)-[tie:KNOWS]->(b:Person {id: pair[1]})
    RETURN {from: a.id, to: b.id, strength: tie.strength, status: tie.status, sources: COLLECT {
      MATCH (a)-[t:TIE_SOURCE]->(b)
      RETURN {kind: t.kind, source: t.source, saidBy: t.saidBy, level: t.level, strength: t.strength, saidOn: t.saidOn, since: t.since, until: t.until, note: t.note, status: t.status}
      ORDER BY t.strength, t.saidOn DESC, t.updatedAt DESC, t.id DESC
    }}
  } AS ties
