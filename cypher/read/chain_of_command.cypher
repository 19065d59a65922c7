// The ways up that a deal can travel in an account: for a person, and for whom the deal must reach, each seat they hold on a day with
// the seats above it by solid lines, its own first; the seats on these ways with their holders, and these people's parts in the deal
// and our ties to them. Whom it must reach is $to or, without it, the deal's approvers, decision makers and economic buyers. One row, or
// none where there is no such contact. A way has at most 100 lines, and each line once.
// Parameters: $id of the contact; $accountId, $opportunityId, $to of an account, a deal, a contact, each or empty; $asOf day;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: person, accountExists, opportunity, target, members, ways, seats
MATCH (p:Contact {id: $id})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH p,
  COLLECT {
    MATCH (t:Contact {id: $to}) WHERE ($seesContacts IS NULL OR any(whom IN coalesce(t.belongsTo, ['*']) WHERE whom IN $seesContacts)) RETURN t
    UNION
    MATCH (o:Opportunity {id: $opportunityId})<-[i:INVOLVED_IN]-(t:Contact)
    WHERE $to = '' AND ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesContacts IS NULL OR any(whom IN coalesce(t.belongsTo, ['*']) WHERE whom IN $seesContacts))
      AND any(role IN i.roles WHERE role IN ['approver', 'decisionMaker', 'economicBuyer'])
      AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
    RETURN t
  } AS targets
WITH p,
  COLLECT {
    UNWIND [p] + targets AS who
    WITH DISTINCT who
    MATCH (who)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
    WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) AND (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
      AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
    WITH who, h, s, a, COLLECT {
      MATCH (s) ((:Position)-[r:REPORTS_TO]->(m:Position)
        WHERE r.line = 'solid' AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
          AND EXISTS {
            MATCH (m)-[there:AT]->(:Account)
            WHERE (there.since IS NULL OR there.since <= $asOf) AND (there.until IS NULL OR there.until > $asOf)
          }){1,100} (:Position)
      RETURN m ORDER BY size(m) DESC LIMIT 1
    }[0] AS above
    RETURN {contactId: who.id, accountId: a.id, seats: [s] + coalesce(above, [])} AS way
    ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id
  } AS ways
RETURN {id: p.id, kind: 'contact', name: p.name} AS person,
  EXISTS { MATCH (a:Account {id: $accountId}) WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) } AS accountExists,
  COLLECT { MATCH (o:Opportunity {id: $opportunityId}) WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities))
    RETURN {id: o.id, name: o.name, accountId: COLLECT { MATCH (o)-[:FOR]->(a:Account) WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) RETURN a.id }[0]} }[0] AS opportunity,
  COLLECT { MATCH (t:Contact {id: $to}) WHERE ($seesContacts IS NULL OR any(whom IN coalesce(t.belongsTo, ['*']) WHERE whom IN $seesContacts)) RETURN {id: t.id, name: t.name} }[0] AS target,
  COLLECT {
    MATCH (o:Opportunity {id: $opportunityId})<-[i:INVOLVED_IN]-(t:Contact)
    WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesContacts IS NULL OR any(whom IN coalesce(t.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
    RETURN i {.attitude, .influence, .politicalStatus, contactId: t.id, name: t.name, roles: coalesce(i.roles, [])}
  } AS members,
  [way IN ways | {contactId: way.contactId, accountId: way.accountId, seats: [s IN way.seats | s.id]}] AS ways,
  COLLECT {
    UNWIND ways AS way
    UNWIND way.seats AS s
    WITH DISTINCT s
    RETURN {
      id: s.id, title: s.title, department: s.department, location: s.location, placeholder: s.placeholder,
      people: COLLECT {
        MATCH (s)<-[h:HOLDS]-(q:Person)
        WHERE ($seesContacts IS NULL OR q:User OR any(whom IN coalesce(q.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        RETURN {
          primary: h.primary, attitude: q.attitude,
          person: {id: q.id, kind: CASE WHEN q:User THEN 'user' ELSE 'contact' END, name: q.name},
          seat: COLLECT {
            MATCH (q)-[g:HOLDS]->(t:Position)-[at:AT]->(w:Account)
            WHERE (g.since IS NULL OR g.since <= $asOf) AND (g.until IS NULL OR g.until > $asOf)
              AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
            RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN w.belongsTo WHERE whom IN $seesAccounts)) THEN {title: t.title, accountId: w.id, accountName: w.name} END AS post ORDER BY g.primary DESC, coalesce(g.since, date('0001-01-01')) DESC, t.id LIMIT 1
          }[0],
          ties: COLLECT {
            MATCH (q)-[k:KNOWS]-(u:User)
            WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies) OR q:User AND any(whom IN q.belongsTo WHERE whom IN $seesTies)) AND u.active AND (u.leftOn IS NULL OR u.leftOn > $asOf) AND (NOT k.muted OR $me IN k.private)
              AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
            RETURN {strength: k.strength, userId: u.id, userName: u.name}
          }
        }
      }
    }
  } AS seats
