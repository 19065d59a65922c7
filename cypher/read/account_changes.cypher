// What is dated in accounts and was otherwise on one day than on another: contacts who hold other seats, seats that opened or closed, managers of
// seats that are there on both days, and ties of our users to contacts who hold a seat on one of the days. No row for what is no such account.
// Parameters: $ids of the accounts; $from, $to the two days;
//   $seesAccounts, $seesContacts, $seesTies, $me what the viewer sees
// Columns: accountId, people, seats, lines, ties
UNWIND $ids AS id
MATCH (a:Account {id: id})
WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
RETURN a.id AS accountId,
  COLLECT {
    MATCH (a)<-[at:AT]-(s:Position)<-[h:HOLDS]-(p:Contact)
    WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
    WITH p, s, h, at,
      all(x IN [h, at] WHERE (x.since IS NULL OR x.since <= $from) AND (x.until IS NULL OR x.until > $from)) AS then,
      all(x IN [h, at] WHERE (x.since IS NULL OR x.since <= $to) AND (x.until IS NULL OR x.until > $to)) AS now
    WHERE then OR now
    WITH p, collect({positionId: s.id, title: s.title, then: then, now: now, primary: coalesce(h.primary, false),
      since: CASE WHEN h.since IS NULL OR at.since > h.since THEN at.since ELSE h.since END,
      until: CASE WHEN h.until IS NULL OR at.until < h.until THEN at.until ELSE h.until END}) AS seats
    WHERE any(seat IN seats WHERE seat.then <> seat.now)
    RETURN {id: p.id, name: p.name, seats: seats}
  } AS people,
  COLLECT {
    MATCH (a)<-[at:AT]-(s:Position)
    WITH s, at, (at.since IS NULL OR at.since <= $from) AND (at.until IS NULL OR at.until > $from) AS then,
      (at.since IS NULL OR at.since <= $to) AND (at.until IS NULL OR at.until > $to) AS now
    WHERE then <> now
    RETURN {positionId: s.id, title: s.title, then: then, now: now, since: at.since, until: at.until}
  } AS seats,
  COLLECT {
    MATCH (a)<-[at:AT]-(s:Position)-[r:REPORTS_TO]->(m:Position)
    WHERE r.line = 'solid' AND all(day IN [$from, $to] WHERE (at.since IS NULL OR at.since <= day) AND (at.until IS NULL OR at.until > day))
    WITH s, r, m, (r.since IS NULL OR r.since <= $from) AND (r.until IS NULL OR r.until > $from) AS then,
      (r.since IS NULL OR r.since <= $to) AND (r.until IS NULL OR r.until > $to) AS now
    WHERE then <> now
    WITH s, r, m, then, now, CASE WHEN now THEN $to ELSE $from END AS day
    RETURN {
      positionId: s.id, title: s.title, managerId: m.id, managerTitle: m.title, then: then, now: now, since: r.since, until: r.until,
      holders: COLLECT {
        MATCH (s)<-[h:HOLDS]-(p:Contact)
        WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
          AND (h.since IS NULL OR h.since <= $to) AND (h.until IS NULL OR h.until > $to)
        RETURN {id: p.id, name: p.name} ORDER BY h.primary DESC, p.name, p.id
      },
      managers: COLLECT {
        MATCH (m)<-[h:HOLDS]-(p:Contact)
        WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
          AND (h.since IS NULL OR h.since <= day) AND (h.until IS NULL OR h.until > day)
        RETURN {id: p.id, name: p.name} ORDER BY h.primary DESC, p.name, p.id
      }
    }
  } AS lines,
  COLLECT {
    MATCH (a)<-[at:AT]-(:Position)<-[h:HOLDS]-(p:Contact)
    WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
      AND any(day IN [$from, $to] WHERE all(x IN [h, at] WHERE (x.since IS NULL OR x.since <= day) AND (x.until IS NULL OR x.until > day)))
    WITH DISTINCT p
    MATCH (p)-[k:KNOWS]->(u:User)
    WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND (NOT k.muted OR $me IN k.private)
    WITH p, k, u, u.active OR u.leftOn IS NOT NULL AS counts
    WITH p, k, u,
      counts AND (u.leftOn IS NULL OR u.leftOn > $from) AND (k.since IS NULL OR k.since <= $from) AND (k.until IS NULL OR k.until > $from) AS then,
      counts AND (u.leftOn IS NULL OR u.leftOn > $to) AND (k.since IS NULL OR k.since <= $to) AND (k.until IS NULL OR k.until > $to) AS now
    WHERE then <> now
    RETURN {contact: {id: p.id, name: p.name}, user: {id: u.id, name: u.name}, then: then, now: now, since: k.since, until: k.until,
      leftOn: u.leftOn, shared: coalesce(u.shareTies = 'details', false)}
  } AS ties
