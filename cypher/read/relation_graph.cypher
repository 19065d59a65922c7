// What a relation graph shows of its nodes, every relation among them, and the positions that the people hold, with the lines between those. Positions and
// lines are folded afterwards, so that each is read once; so is each node's list of relations, which is most of the work. Nodes are told by the numbers that
// Neo4j gives to them.
// Parameters: $people, $accounts, $opportunities the ids of the nodes; $types the relationship types that are asked for;
// $minStrength the least of a tie or null; $asOf the day; $ended whether what ended before counts too
// Columns: nodes, relations, holdings, lines
CALL () {
  UNWIND $people AS id
  MATCH (n:Person {id: id})
  RETURN n
UNION ALL
  UNWIND $accounts AS id
  MATCH (n:Account {id: id})
  RETURN n
UNION ALL
  UNWIND $opportunities AS id
  MATCH (n:Opportunity {id: id})
  RETURN n
}
WITH collect(n) AS shown
CALL (shown) {
  UNWIND shown AS n
  MATCH (n)-[r:HOLDS|KNOWS|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|INVOLVED_IN]->(m)
  WHERE r:HOLDS OR m IN shown
  WITH r, r:HOLDS AS holds
  WHERE (r.since IS NULL OR r.since <= $asOf) AND ($ended OR r.until IS NULL OR r.until > $asOf)
    AND (holds OR type(r) IN $types AND (NOT r:KNOWS OR NOT r.muted AND ($minStrength IS NULL OR r.strength >= $minStrength)))
  RETURN collect(CASE WHEN holds THEN r END) AS held, collect(CASE WHEN NOT holds THEN r END) AS related
}
CALL (held) {
  UNWIND held AS h
  WITH h, startNode(h) AS n, endNode(h) AS s
  MATCH (s:Position)-[at:AT]->(a:Account)
  WHERE (at.since IS NULL OR at.since <= $asOf) AND ($ended OR at.until IS NULL OR at.until > $asOf)
  RETURN collect(DISTINCT s) AS seats,
    collect({holder: id(n), position: s.id, title: s.title, account: a.id, seat: at {.since, .until}, is: properties(h)}) AS holdings
}
RETURN
  [n IN shown | {number: id(n), id: n.id, name: n.name,
    kind: CASE WHEN n:Contact THEN 'contact' WHEN n:User THEN 'user' WHEN n:Account THEN 'account' ELSE 'opportunity' END,
    accountId: CASE WHEN n:Opportunity THEN COLLECT { MATCH (n)-[:FOR]->(a:Account) RETURN a.id }[0] END}
  ] AS nodes,
  [r IN related | {type: type(r), from: id(startNode(r)), to: id(endNode(r)), is: properties(r),
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
