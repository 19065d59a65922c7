// The people on paths, as they are shown, with the unit of users and which of them want to be asked first, and the ties between them with all that they
// rest on.
// Parameters: $people ids; $pairs the two ids of each tie, the smaller first; $asOf the day;
//   $seesAccounts, $seesContacts, $me what the viewer sees
// Columns: people, ties
RETURN
  COLLECT {
    MATCH (p:Person)
    WHERE p.id IN $people AND ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
    WITH p, COLLECT {
      MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
      RETURN {positionId: s.id, accountId: a.id, seen: ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)), accountName: a.name, title: s.title, primary: h.primary,
              people: coalesce(a.employees, COUNT { (a)<-[:AT]-() }), since: h.since, until: h.until, opened: at.since, closed: at.until,
              lines: COLLECT { MATCH (s)-[r:REPORTS_TO {line: 'solid'}]->(m:Position) RETURN {to: m.id, since: r.since, until: r.until} }}
      ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id
    } AS positions
    WITH p, positions, [post IN positions WHERE (post.since IS NULL OR post.since <= $asOf) AND (post.until IS NULL OR post.until > $asOf)
      AND (post.opened IS NULL OR post.opened <= $asOf) AND (post.closed IS NULL OR post.closed > $asOf)][0] AS primary
    RETURN {askFirst: p:User AND coalesce(p.introductions = 'askFirst', false), unit: COLLECT { MATCH (p)-[:MEMBER_OF]->(u:Unit) RETURN u.name ORDER BY u.id }[0], person: {id: p.id, kind: CASE WHEN p:User THEN 'user' ELSE 'contact' END, name: p.name,
                     title: CASE WHEN primary.seen THEN primary.title END, accountId: CASE WHEN primary.seen THEN primary.accountId END,
                     accountName: CASE WHEN primary.seen THEN primary.accountName END}, positions: positions}
  } AS people,
  COLLECT {
    UNWIND $pairs AS pair
    MATCH (a:Person {id: pair[0]})
    MATCH (a)-[tie:KNOWS]->(b:Person {id: pair[1]})
    WHERE tie.private IS NULL OR $me IN tie.private
    RETURN {from: a.id, to: b.id, strength: tie.strength, status: tie.status,
      shared: (a:User OR b:User) AND all(user IN [a, b] WHERE NOT user:User OR coalesce(user.shareTies = 'details', false)),
      sources: COLLECT {
        MATCH (a)-[t:TIE_SOURCE]->(b)
        RETURN {kind: t.kind, source: t.source, saidBy: t.saidBy, level: t.level, strength: t.strength, saidOn: t.saidOn, since: t.since, until: t.until,
                note: t.note, status: t.status, muted: t.muted, private: t.private, waitsUntil: t.waitsUntil, createdBy: t.createdBy, history: t.history, folded: t.folded}
        ORDER BY t.strength, t.saidOn DESC, t.updatedAt DESC, t.id DESC
      },
      relations: COLLECT {
        MATCH (a)-[r:RELATED_TO]-(b)
        MATCH (type:RelationType {id: r.type})
        WHERE type.knows
        RETURN {name: type.name, since: r.since, until: r.until, status: r.status}
        ORDER BY r.id
      }}
  } AS ties
