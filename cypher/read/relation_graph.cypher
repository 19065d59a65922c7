// What a relation graph shows of its nodes, and every relation among them. Positions are folded: a fold's dates are the days
// that all it consists of have in common.
// Parameters: $people, $accounts, $opportunities the ids of the nodes; $types the relationship types that are asked for;
// $minStrength the least of a tie or null; $asOf the day; $ended whether what ended before counts too
// Columns: nodes, edges
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
RETURN
  COLLECT {
    UNWIND shown AS n
    WITH n WHERE n:Person
    WITH n, COLLECT {
      MATCH (n)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
      WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      RETURN {title: s.title, accountId: a.id} ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
    }[0] AS seat
    RETURN {id: n.id, kind: CASE WHEN n:User THEN 'user' ELSE 'contact' END, name: n.name, title: seat.title, accountId: seat.accountId} AS node
  UNION ALL
    UNWIND shown AS n
    WITH n WHERE n:Account
    RETURN {id: n.id, kind: 'account', name: n.name} AS node
  UNION ALL
    UNWIND shown AS n
    WITH n WHERE n:Opportunity
    RETURN {id: n.id, kind: 'opportunity', name: n.name, accountId: COLLECT { MATCH (n)-[:FOR]->(a:Account) RETURN a.id }[0]} AS node
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
      label: CASE WHEN r:RELATED_TO THEN COLLECT { MATCH (t:RelationType {id: r.type}) RETURN t.forward }[0] END} AS edge
  UNION ALL
    UNWIND shown AS n
    MATCH (n)-[h:HOLDS]->(s:Position)-[at:AT]->(m:Account)
    WHERE 'HOLDS' IN $types AND m IN shown
    WITH n, h, s, m, [h.since, at.since] AS sinces, [h.until, at.until] AS untils
    WHERE all(since IN sinces WHERE coalesce(since <= $asOf, true) AND all(until IN untils WHERE coalesce(since < until, true)))
      AND all(until IN untils WHERE coalesce($ended OR until > $asOf, true))
    RETURN {type: 'HOLDS', from: n.id, to: m.id, label: s.title, is: h {.id, .status, .source, .confidence,
      since: reduce(latest = null, since IN sinces | CASE WHEN latest IS NULL OR since > latest THEN since ELSE latest END),
      until: reduce(first = null, until IN untils | CASE WHEN first IS NULL OR until < first THEN until ELSE first END)}} AS edge
  UNION ALL
    UNWIND shown AS n
    MATCH (n)-[h:HOLDS]->(s:Position)-[r:REPORTS_TO]->(t:Position)<-[i:HOLDS]-(m:Person), (s)-[at:AT]->(:Account), (t)-[bt:AT]->(:Account)
    WHERE 'REPORTS_TO' IN $types AND m IN shown AND m <> n
    WITH n, m, r, [h.since, at.since, r.since, bt.since, i.since] AS sinces, [h.until, at.until, r.until, bt.until, i.until] AS untils
    WHERE all(since IN sinces WHERE coalesce(since <= $asOf, true) AND all(until IN untils WHERE coalesce(since < until, true)))
      AND all(until IN untils WHERE coalesce($ended OR until > $asOf, true))
    RETURN {type: 'REPORTS_TO', from: n.id, to: m.id, is: r {.id, .line, .status, .source, .confidence,
      since: reduce(latest = null, since IN sinces | CASE WHEN latest IS NULL OR since > latest THEN since ELSE latest END),
      until: reduce(first = null, until IN untils | CASE WHEN first IS NULL OR until < first THEN until ELSE first END)}} AS edge
  } AS edges
