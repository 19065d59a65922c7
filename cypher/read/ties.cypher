// The ties of a person in force on a day that the viewer sees, with all that they rest on, and whether the users whose they are share that.
// Parameters: $id the person; $asOf the day;
//   $seesAccounts, $seesContacts, $seesTies, $me what the viewer sees
// Columns: positions, ties
MATCH (p:Person {id: $id})
WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
RETURN
  COLLECT {
    MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
    RETURN {positionId: s.id, accountId: a.id, seen: ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)), accountName: a.name, people: coalesce(a.employees, COUNT { (a)<-[:AT]-() }),
            since: h.since, until: h.until, opened: at.since, closed: at.until,
            lines: COLLECT { MATCH (s)-[r:REPORTS_TO {line: 'solid'}]->(m:Position) RETURN {to: m.id, since: r.since, until: r.until} }}
  } AS positions,
  COLLECT {
    MATCH (p)-[k:KNOWS]-(other:Person)
    WHERE ($seesContacts IS NULL OR other:User OR any(whom IN coalesce(other.belongsTo, ['*']) WHERE whom IN $seesContacts))
      AND ($seesTies IS NULL OR CASE WHEN other:User OR p:User THEN any(user IN [other, p] WHERE user:User AND any(whom IN user.belongsTo WHERE whom IN $seesTies)) ELSE size($seesTies) > 0 END)
      AND (NOT k.muted OR $me IN k.private) AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
    WITH p, k, other, COLLECT {
      MATCH (other)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
      WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) THEN {title: s.title, accountId: a.id, accountName: a.name} END AS post ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
    }[0] AS post
    RETURN {
      id: k.id, since: k.since, until: k.until, private: k.private,
      shared: (p:User OR other:User) AND all(user IN [p, other] WHERE NOT user:User OR coalesce(user.shareTies = 'details', false)),
      person: {id: other.id, kind: CASE WHEN other:User THEN 'user' ELSE 'contact' END, name: other.name, title: post.title, accountId: post.accountId, accountName: post.accountName},
      positions: COLLECT {
        MATCH (other)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
        RETURN {positionId: s.id, accountId: a.id, seen: ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)), accountName: a.name, people: coalesce(a.employees, COUNT { (a)<-[:AT]-() }),
                since: h.since, until: h.until, opened: at.since, closed: at.until,
                lines: COLLECT { MATCH (s)-[r:REPORTS_TO {line: 'solid'}]->(m:Position) RETURN {to: m.id, since: r.since, until: r.until} }}
      },
      sources: COLLECT {
        MATCH (p)-[t:TIE_SOURCE]-(other)
        RETURN {kind: t.kind, source: t.source, saidBy: t.saidBy, level: t.level, strength: t.strength, saidOn: t.saidOn, since: t.since, until: t.until,
                note: t.note, status: t.status, muted: t.muted, private: t.private, waitsUntil: t.waitsUntil, createdBy: t.createdBy, history: t.history, folded: t.folded}
        ORDER BY t.strength, t.saidOn DESC, t.updatedAt DESC, t.id DESC
      },
      relations: COLLECT {
        MATCH (p)-[r:RELATED_TO]-(other)
        MATCH (type:RelationType {id: r.type})
        WHERE type.knows
        RETURN {name: type.name, since: r.since, until: r.until, status: r.status}
        ORDER BY r.id
      }
    }
  } AS ties
