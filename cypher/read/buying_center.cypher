// A deal, the members of its buying centre on a day with our ties to each, and every relation among them in force on the day:
// influences for this deal or in general, ties, declared relations, and reporting lines between their positions, which are folded:
// a line's dates are then the days that all it consists of have in common. One row, or none where there is no such deal.
// Parameters: $id of the opportunity; $asOf day;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: opportunity, members, edges
MATCH (o:Opportunity {id: $id})
WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities))
WITH o, COLLECT { MATCH (o)-[:FOR]->(a:Account) RETURN a }[0] AS a,
  COLLECT {
    MATCH (p:Contact)-[i:INVOLVED_IN]->(o)
    WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
    RETURN DISTINCT p
  } AS people
RETURN {id: o.id, name: o.name, accountId: CASE WHEN ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) THEN a.id END, status: o.status, value: o.value, currency: o.currency} AS opportunity,
  COLLECT {
    UNWIND people AS p
    MATCH (p)-[i:INVOLVED_IN]->(o)
    WHERE (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
    WITH p, i, COLLECT {
      MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(w:Account)
      WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      RETURN {title: s.title, accountId: w.id, accountName: w.name, seen: ($seesAccounts IS NULL OR any(whom IN w.belongsTo WHERE whom IN $seesAccounts))} ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id
    } AS seats
    WITH p, i, seats, CASE WHEN seats[0].seen THEN seats[0] END AS post
    RETURN {
      contactId: p.id, name: p.name, title: post.title, accountId: post.accountId, accountName: post.accountName,
      external: NOT any(seat IN seats WHERE seat.accountId = a.id), roles: coalesce(i.roles, []), attitude: i.attitude, politicalStatus: i.politicalStatus,
      coverage: i.coverage, decisionOrientation: i.decisionOrientation, influence: i.influence, note: i.note, since: i.since, until: i.until,
      ties: COLLECT {
        MATCH (p)-[k:KNOWS]->(u:User)
        WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND u.active AND (u.leftOn IS NULL OR u.leftOn > $asOf) AND (NOT k.muted OR $me IN k.private)
          AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
        RETURN {strength: k.strength, userId: u.id, userName: u.name}
      }
    }
  } AS members,
  COLLECT {
    UNWIND people AS p
    MATCH (p)-[r:KNOWS|INFLUENCES|RELATED_TO]->(q:Contact)
    WHERE q IN people AND (NOT r:KNOWS OR $seesTies IS NULL OR size($seesTies) > 0) AND (r.opportunityId IS NULL OR r.opportunityId = $id) AND (r.muted IS NULL OR NOT r.muted OR $me IN r.private)
      AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
    RETURN r {.id, .strength, .weight, .effect, .opportunityId, .since, .until, .status, .source, .confidence, from: p.id, to: q.id,
      kind: CASE type(r) WHEN 'KNOWS' THEN 'knows' WHEN 'INFLUENCES' THEN 'influences' ELSE 'relatedTo' END,
      label: CASE WHEN r:RELATED_TO THEN COLLECT { MATCH (t:RelationType {id: r.type}) RETURN t.forward }[0] END} AS edge
    UNION ALL
    UNWIND people AS p
    MATCH (p)-[h:HOLDS]->(s:Position)-[r:REPORTS_TO]->(m:Position)<-[i:HOLDS]-(q:Contact), (s)-[at:AT]->(:Account), (m)-[bt:AT]->(:Account)
    WHERE q IN people AND q <> p
      AND all(x IN [h, r, i, at, bt] WHERE (x.since IS NULL OR x.since <= $asOf) AND (x.until IS NULL OR x.until > $asOf))
    RETURN r {.id, .line, .status, .source, .confidence, from: p.id, to: q.id, kind: 'reportsTo',
      since: reduce(last = null, x IN [h, r, i, at, bt] | CASE WHEN last IS NULL OR x.since > last THEN x.since ELSE last END),
      until: reduce(first = null, x IN [h, r, i, at, bt] | CASE WHEN first IS NULL OR x.until < first THEN x.until ELSE first END)} AS edge
  } AS edges
