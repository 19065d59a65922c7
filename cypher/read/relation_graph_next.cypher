// The nodes one step from a distance of a relation graph that are not shown yet, in the order in which they enter: by their
// strongest tie to that distance, then by id. Positions are folded: a person works at an account, and reports to the holders
// of the seat above. A fold is in force where all that it consists of is; an ended one counts where all of it had days in common.
// Three lists, because that is much less to send than a row for each.
// Parameters: $numbers people at that distance by the numbers that Neo4j gives to them, $people by id, $accounts, $opportunities the ids at that distance;
// $shown the ids of all nodes so far;
// $types the relationship types that are asked for;
// $minStrength the least of a tie or null;
// $asOf the day; $ended whether what ended before counts too; $limit how many at most;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: ids, kinds, strengths
CALL () {
  MATCH (n:Person) WHERE id(n) IN $numbers
  RETURN n
UNION ALL
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
CALL (n) {
  MATCH (n)-[r:KNOWS]-(m:Person)
  WHERE 'KNOWS' IN $types AND (NOT r.muted OR $me IN r.private) AND ($minStrength IS NULL OR r.strength >= $minStrength)
    AND coalesce(NOT (r.since > $asOf OR NOT $ended AND r.until <= $asOf), true)
    AND ($seesTies IS NULL OR CASE WHEN m:User OR n:User THEN any(user IN [m, n] WHERE user:User AND any(whom IN user.belongsTo WHERE whom IN $seesTies)) ELSE size($seesTies) > 0 END)
  RETURN m, coalesce(r.strength, 0.0) AS strength
UNION ALL
  MATCH (n)-[r:INFLUENCES|RELATED_TO|SUBSIDIARY_OF|INVOLVED_IN]-(m:Person|Account|Opportunity)
  WHERE type(r) IN $types AND coalesce(NOT (r.since > $asOf OR NOT $ended AND r.until <= $asOf), true)
    AND ($seesOpportunities IS NULL OR r.opportunityId IS NULL OR EXISTS { MATCH (o:Opportunity {id: r.opportunityId}) WHERE any(whom IN o.belongsTo WHERE whom IN $seesOpportunities) })
  RETURN m, 0.0 AS strength
UNION ALL
  MATCH (n)-[h:HOLDS]->(:Position)-[at:AT]->(m:Account)
  WHERE 'HOLDS' IN $types
    AND coalesce(NOT (h.since > $asOf OR at.since > $asOf OR NOT $ended AND (h.until <= $asOf OR at.until <= $asOf)), true)
    AND coalesce(NOT (h.since >= at.until OR at.since >= h.until), true)
  RETURN m, 0.0 AS strength
UNION ALL
  MATCH (n)<-[at:AT]-(:Position)<-[h:HOLDS]-(m:Person)
  WHERE 'HOLDS' IN $types
    AND coalesce(NOT (h.since > $asOf OR at.since > $asOf OR NOT $ended AND (h.until <= $asOf OR at.until <= $asOf)), true)
    AND coalesce(NOT (h.since >= at.until OR at.since >= h.until), true)
  RETURN m, 0.0 AS strength
UNION ALL
  MATCH (n)-[h:HOLDS]->(s:Position)-[r:REPORTS_TO]-(t:Position)<-[i:HOLDS]-(m:Person), (s)-[at:AT]->(a:Account), (t)-[bt:AT]->(b:Account)
  WHERE 'REPORTS_TO' IN $types AND ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) AND ($seesAccounts IS NULL OR any(whom IN b.belongsTo WHERE whom IN $seesAccounts))
  WITH m, [h.since, at.since, r.since, bt.since, i.since] AS sinces, [h.until, at.until, r.until, bt.until, i.until] AS untils
  WHERE all(since IN sinces WHERE coalesce(since <= $asOf, true)) AND all(until IN untils WHERE coalesce($ended OR until > $asOf, true))
    AND (NOT $ended OR all(since IN sinces WHERE all(until IN untils WHERE coalesce(since < until, true))))
  RETURN m, 0.0 AS strength
}
WITH m, max(strength) AS strength
WHERE NOT m.id IN $shown AND CASE
  WHEN m:Account THEN ($seesAccounts IS NULL OR any(whom IN m.belongsTo WHERE whom IN $seesAccounts))
  WHEN m:Opportunity THEN ($seesOpportunities IS NULL OR any(whom IN m.belongsTo WHERE whom IN $seesOpportunities))
  ELSE ($seesContacts IS NULL OR m:User OR any(whom IN coalesce(m.belongsTo, ['*']) WHERE whom IN $seesContacts)) END
WITH m.id AS id, strength,
  CASE WHEN m:Contact THEN 'contact' WHEN m:User THEN 'user' WHEN m:Account THEN 'account' ELSE 'opportunity' END AS kind
ORDER BY strength DESC, id
LIMIT $limit
RETURN collect(id) AS ids, collect(kind) AS kinds, collect(strength) AS strengths
