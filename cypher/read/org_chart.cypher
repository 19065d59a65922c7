// The seats of an account that exist on a day, each with its lines and its holders, and the account's open deals. Along a holder's
// links are e-mail addresses and deals, in one expansion, because a person has many relationships and each expansion walks all of
// them; so do the ties to active users of ours, which are not looked for where the view in memory has them. One row, or none where
// there is no such account.
// Parameters: $id of the account; $asOf day; $opportunityId of a deal, or empty; $ties whether ties are looked for;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: account, opportunityExists, openDeals, seats
MATCH (a:Account {id: $id})
WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
RETURN {id: a.id, name: a.name} AS account,
  EXISTS { MATCH (o:Opportunity {id: $opportunityId}) WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) } AS opportunityExists,
  COLLECT { MATCH (a)<-[:FOR]-(o:Opportunity) WHERE o.status = 'open' AND ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) RETURN {id: o.id, createdAt: o.createdAt} } AS openDeals,
  COLLECT {
    MATCH (a)<-[at:AT]-(s:Position)
    WHERE (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
    RETURN {
      id: s.id, title: s.title, department: s.department, location: s.location, assistant: s.assistant, placeholder: s.placeholder,
      lines: COLLECT {
        MATCH (s)-[r:REPORTS_TO]->(m:Position)
        WHERE (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
        RETURN {managerId: m.id, line: r.line}
      },
      people: COLLECT {
        MATCH (s)<-[h:HOLDS]-(p:Person)
        WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
          AND (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        RETURN {
          id: p.id, name: p.name, phone: p.phones[0], since: h.since, primary: h.primary, attitude: p.attitude,
          links: COLLECT {
            MATCH (p)-[r:INVOLVED_IN|HAS_EMAIL]->(n:Opportunity|Email)
            WHERE (n:Email OR $seesOpportunities IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesOpportunities))
              AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
            RETURN CASE
              WHEN n:Opportunity THEN {opportunityId: n.id, attitude: r.attitude, roles: r.roles, influence: r.influence}
              ELSE {email: n.address, index: r.index} END
          },
          ties: CASE WHEN $ties THEN COLLECT {
            MATCH (p)-[r:KNOWS]-(u:User)
            WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND u.active AND (u.leftOn IS NULL OR u.leftOn > $asOf) AND (NOT r.muted OR $me IN r.private)
              AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
            RETURN {userId: u.id, userName: u.name, strength: r.strength}
          } ELSE [] END
        }
      }
    }
  } AS seats
