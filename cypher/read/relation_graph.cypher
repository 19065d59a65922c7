// What a relation graph shows of its nodes, the ties and every other relation among them, and the positions that the people hold, with the lines between
// those. Positions and lines are folded afterwards, so that each is read once. To look for the ties is most of the work: where the view in memory knows them
// they are found by their numbers. Nodes are told by the numbers that Neo4j gives to them.
// Parameters: $numbers people by the numbers that Neo4j gives to them, $people by id, $accounts, $opportunities the ids of the nodes; $types the
// relationship types that are asked for; $ties the numbers of the ties among the people, null where they are not known; $minStrength the least of a tie or
// null; $asOf the day; $ended whether what ended before counts too;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: nodes, relations, holdings, lines
CALL () {
  MATCH (n:Person)
  WHERE id(n) IN $numbers AND ($seesContacts IS NULL OR n:User OR any(whom IN coalesce(n.belongsTo, ['*']) WHERE whom IN $seesContacts))
  RETURN n
UNION ALL
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
  CALL (shown) {
    WITH shown WHERE $ties IS NULL
    UNWIND shown AS n
    MATCH (n)-[r:KNOWS]->(m)
    WHERE m IN shown
    RETURN n, r, m
  UNION ALL
    MATCH (n)-[r:KNOWS]->(m)
    WHERE id(r) IN coalesce($ties, [])
    RETURN n, r, m
  }
  WITH n, m, properties(r) AS tie
  WHERE (tie.since IS NULL OR tie.since <= $asOf) AND ($ended OR tie.until IS NULL OR tie.until > $asOf)
    AND (NOT tie.muted OR $me IN tie.private) AND ($minStrength IS NULL OR tie.strength >= $minStrength)
    AND ($seesTies IS NULL OR CASE WHEN m:User THEN any(whom IN m.belongsTo WHERE whom IN $seesTies) WHEN n:User THEN any(whom IN n.belongsTo WHERE whom IN $seesTies) ELSE size($seesTies) > 0 END)
  RETURN collect({type: 'KNOWS', from: id(n), to: id(m), is: tie}) AS ties
}
CALL (shown) {
  UNWIND shown AS n
  MATCH (n)-[r:HOLDS|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|INVOLVED_IN]->(m)
  WHERE r:HOLDS OR m IN shown
  WITH r, r:HOLDS AS holds
  WHERE (holds OR type(r) IN $types)
    AND (r.since IS NULL OR r.since <= $asOf) AND ($ended OR r.until IS NULL OR r.until > $asOf)
    AND ($seesOpportunities IS NULL OR r.opportunityId IS NULL OR EXISTS { MATCH (o:Opportunity {id: r.opportunityId}) WHERE any(whom IN o.belongsTo WHERE whom IN $seesOpportunities) })
  RETURN collect(CASE WHEN holds THEN r END) AS held, collect(CASE WHEN NOT holds THEN r END) AS related
}
CALL (held) {
  UNWIND held AS h
  WITH h, startNode(h) AS n, endNode(h) AS s
  MATCH (s:Position)-[at:AT]->(a:Account)
  WHERE (at.since IS NULL OR at.since <= $asOf) AND ($ended OR at.until IS NULL OR at.until > $asOf)
  WITH h, n, s, at, a, ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) AS seen
  RETURN collect(DISTINCT CASE WHEN seen THEN s END) AS seats,
    collect({seen: seen, holder: id(n), position: s.id, title: s.title, account: a.id, seat: at {.since, .until}, is: properties(h)}) AS holdings
}
RETURN
  [n IN shown | {number: id(n), id: n.id, name: n.name,
    kind: CASE WHEN n:Contact THEN 'contact' WHEN n:User THEN 'user' WHEN n:Account THEN 'account' ELSE 'opportunity' END,
    accountId: CASE WHEN n:Opportunity THEN COLLECT { MATCH (n)-[:FOR]->(a:Account) WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) RETURN a.id }[0] END}
  ] AS nodes,
  ties + [r IN related | {type: type(r), from: id(startNode(r)), to: id(endNode(r)), is: properties(r),
    label: CASE WHEN r:RELATED_TO THEN COLLECT { MATCH (t:RelationType {id: r.type}) RETURN t.forward }[0] END}
  ] AS relations,
  holdings,
  COLLECT {
    UNWIND seats AS s
    MATCH (s)-[r:REPORTS_TO]->(t:Position)
    WHERE 'REPORTS_TO' IN $types AND t IN seats
      AND (r.since IS NULL OR r.since <= $asOf) AND ($ended OR r.until IS NULL OR r.until > $asOf)
    RETURN {from: s.id, to: t.id, is: properties(r)} AS line
  } AS lines
