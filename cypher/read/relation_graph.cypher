// What a relation graph shows of its nodes, every relation among them, and the positions that the people hold, with the lines
// between those. Positions and lines are folded afterwards, so that each is read once.
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
  MATCH (n)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND ($ended OR h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND ($ended OR at.until IS NULL OR at.until > $asOf)
  RETURN collect(DISTINCT s) AS seats,
    collect({person: n.id, position: s.id, title: s.title, account: a.id, seat: at {.since, .until}, is: properties(h)}) AS holdings
}
RETURN
  COLLECT {
    UNWIND shown AS n
    RETURN {id: n.id, name: n.name,
      kind: CASE WHEN n:Contact THEN 'contact' WHEN n:User THEN 'user' WHEN n:Account THEN 'account' ELSE 'opportunity' END,
      accountId: CASE WHEN n:Opportunity THEN COLLECT { MATCH (n)-[:FOR]->(a:Account) RETURN a.id }[0] END} AS node
  } AS nodes,
  COLLECT {
    UNWIND shown AS n
    MATCH (n)-[r:KNOWS|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|INVOLVED_IN]->(m:Person|Account|Opportunity)
    WHERE m IN shown
    WITH n, r, m
    WHERE type(r) IN $types
      AND (r.since IS NULL OR r.since <= $asOf) AND ($ended OR r.until IS NULL OR r.until > $asOf)
      AND (NOT r:KNOWS OR NOT r.muted AND ($minStrength IS NULL OR r.strength >= $minStrength))
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
