// What a relation graph shows of its nodes, every relation among them, and the positions that the people hold, with the lines
// between those. Positions and lines are folded afterwards, so that each is read once.
// Parameters: $people, $accounts, $opportunities the ids of the nodes; $types the relationship types that are asked for;
// $minStrength the least of a tie or null; $asOf the day; $ended whether what ended before counts too;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: nodes, relations, holdings, lines
CALL () {
  UNWIND $people AS id
  MATCH (n:Person {id: id})
  WHERE ($seesContacts IS NULL OR n:User OR any(whom IN coalesce(n.belongsTo, ['*']) WHERE whom IN $seesContacts))
  RETURN n
UNION ALL
  UNWIND $accounts AS id
  MATCH (n:Account {id: id})
  WHERE ($seesAccounts IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesAccounts))
  RETURN n
UNION ALL
  UNWIND $opportunities AS id
  MATCH (n:Opportunity {id: id})
  WHERE ($seesOpportunities IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesOpportunities))
  RETURN n
}
WITH collect(n) AS shown
CALL (shown) {
  UNWIND shown AS n
  MATCH (n)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND ($ended OR h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND ($ended OR at.until IS NULL OR at.until > $asOf)
  WITH n, h, s, at, a, ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) AS seen
  RETURN collect(DISTINCT CASE WHEN seen THEN s END) AS seats,
    collect({seen: seen, person: n.id, position: s.id, title: s.title, account: a.id, seat: at {.since, .until}, is: properties(h)}) AS holdings
}
RETURN
  COLLECT {
    UNWIND shown AS n
    RETURN {id: n.id, name: n.name,
      kind: CASE WHEN n:Contact THEN 'contact' WHEN n:User THEN 'user' WHEN n:Account THEN 'account' ELSE 'opportunity' END,
      accountId: CASE WHEN n:Opportunity THEN COLLECT { MATCH (n)-[:FOR]->(a:Account) WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) RETURN a.id }[0] END} AS node
  } AS nodes,
  COLLECT {
    UNWIND shown AS n
    MATCH (n)-[r:KNOWS|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|INVOLVED_IN]->(m:Person|Account|Opportunity)
    WHERE m IN shown
    WITH n, r, m
    WHERE type(r) IN $types
      AND (r.since IS NULL OR r.since <= $asOf) AND ($ended OR r.until IS NULL OR r.until > $asOf)
      AND (r.opportunityId IS NULL OR $seesOpportunities IS NULL OR EXISTS { MATCH (o:Opportunity {id: r.opportunityId}) WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) })
      AND (NOT r:KNOWS OR $seesTies IS NULL OR CASE WHEN m:User THEN ($seesTies IS NULL OR any(whom IN m.belongsTo WHERE whom IN $seesTies)) WHEN n:User THEN ($seesTies IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesTies)) ELSE size($seesTies) > 0 END)
      AND (NOT r:KNOWS OR (NOT r.muted OR $me IN r.private) AND ($minStrength IS NULL OR r.strength >= $minStrength))
    RETURN {type: type(r), from: n.id, to: m.id, is: properties(r),
      label: CASE WHEN r:RELATED_TO THEN COLLECT { MATCH (t:RelationType {id: r.type}) RETURN t.forward }[0] END} AS relation
  } AS relations,
  holdings,
  COLLECT {
    UNWIND seats AS s
    MATCH (s)-[r:REPORTS_TO]->(t:Position)
    WHERE 'REPORTS_TO' IN $types AND t IN seats
      AND (r.since IS NULL OR r.since <= $asOf) AND ($ended OR r.until IS NULL OR r.until > $asOf)
    RETURN {from: s.id, to: t.id, is: properties(r)} AS line
  } AS lines
