// The best paths to a contact for each introducer, the person next to the contact: from any of the people asked for, with no person
// twice, over at most $maxHops ties that have a strength. A strength is at most 1, so a walk that meets somebody again is never
// better than its short cut, and a path through another source never better than the rest of it from there on. That is why the best
// beginning up to a person is found once, however many ways lead on from that person, and why nothing is looked for beyond a source.
// Of beginnings that score the same, the one whose ids come first is kept; those so close below the best that rounding to nine
// digits can make them equal are kept as well (within 2e-8), so whoever rounds and ranks the answer finds the right one in it. So is
// the one whose ids come first of all: a tie of strength 0 further on makes every beginning score the same.
// A tie of users counts where one of them is not beyond the asker's connections.
// Parameters: $target id of the contact; $anyone whether every active user is a source; $person id of the one source, or empty;
// $unit id of the unit whose members are, or empty; $opportunity id of the deal whose enemies and blockers are left out, or empty;
// $without ids of people left out; $allowConflict whether two who are at odds, one influencing the other by conflict or negatively, introduce
// each other all the same; $minStrength the least strength of a tie; $maxHops 1 to 4; $needed how many introducers are
// wanted, the best first; $today the day;
//   $seesContacts, $seesOpportunities, $seesConnections, $me what the viewer sees, and whose ties count
// Columns: personFound, unitFound, opportunityFound, introducers
MATCH (target:Contact {id: $target})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(target.belongsTo, ['*']) WHERE whom IN $seesContacts))
OPTIONAL MATCH (person:Person {id: $person})
WHERE ($seesContacts IS NULL OR person:User OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts))
OPTIONAL MATCH (unit:Unit {id: $unit})
OPTIONAL MATCH (opportunity:Opportunity {id: $opportunity})
WHERE ($seesOpportunities IS NULL OR any(whom IN opportunity.belongsTo WHERE whom IN $seesOpportunities))
WITH target, person, unit, opportunity,
  COLLECT {
    MATCH (user:User)
    WHERE user.id STARTS WITH 'usr_' AND (NOT user.active OR user.leftOn <= $today OR user.introductions = 'closed' AND user.id <> $me AND $me <> 'system')
    RETURN user AS someone
    UNION
    MATCH (someone:Person)
    WHERE someone.id IN $without
    RETURN someone
    UNION
    MATCH (someone:Contact)-[involved:INVOLVED_IN]->(opportunity)
    WHERE (involved.attitude = 'enemy' OR 'blocker' IN involved.roles)
      AND (involved.since IS NULL OR involved.since <= $today) AND (involved.until IS NULL OR involved.until > $today)
    RETURN someone
  } AS out, COLLECT {
    MATCH (user:User)
    WHERE $seesConnections IS NOT NULL AND user.id STARTS WITH 'usr_' AND NOT any(whom IN coalesce(user.belongsTo, []) WHERE whom IN $seesConnections)
    RETURN user
  } AS beyond
WITH target, person, unit, opportunity, out, beyond,
  [source IN COLLECT {
    WITH person AS source
    WHERE source IS NOT NULL
    RETURN source
    UNION
    MATCH (source:User)
    WHERE $anyone AND source.id STARTS WITH 'usr_'
    RETURN source
    UNION
    MATCH (unit) (()<-[:PART_OF]-(:Unit))* (:Unit)<-[:MEMBER_OF]-(source:User)
    RETURN source
  } WHERE NOT source IN out AND source <> target AND NOT ($anyone AND source IN beyond)] AS sources
// Whom a source knows: beyond two hops nobody else is worth a look as the second on a path. Where the sources have too many ties it
// costs more to find out than it saves, unless there are four hops.
WITH target, person, unit, opportunity, out, beyond, sources,
  $maxHops = 4 OR $maxHops = 3 AND reduce(ties = 0, source IN sources | ties + COUNT { (source)-[:KNOWS]-() }) <= 20000 AS narrow
WITH target, person, unit, opportunity, out, beyond, sources, narrow, COLLECT {
  UNWIND sources AS source
  MATCH (source)-[:KNOWS]-(second:Person)
  WHERE narrow
  RETURN DISTINCT second
} AS seconds
CALL (target, out, beyond, sources, narrow, seconds) {
  CALL (target, out, beyond, sources, narrow, seconds) {
    // One hop: the source is the introducer.
    MATCH (target)-[last:KNOWS]-(introducer:Person)
    WHERE introducer IN sources AND NOT introducer IN beyond AND last.strength >= $minStrength AND (NOT last.muted OR $me IN last.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (target)-[i:INFLUENCES]-(introducer)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (last.since IS NULL OR last.since <= $today) AND (last.until IS NULL OR last.until > $today)
    RETURN introducer, last.strength AS score, [introducer.id, target.id] AS ids
    UNION ALL
    // Two hops: source, introducer, target.
    MATCH (target)-[last:KNOWS]-(introducer:Person)
    WHERE $maxHops >= 2 AND NOT introducer IN sources AND NOT introducer IN out
      AND NOT introducer IN beyond AND last.strength >= $minStrength AND (NOT last.muted OR $me IN last.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (target)-[i:INFLUENCES]-(introducer)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (last.since IS NULL OR last.since <= $today) AND (last.until IS NULL OR last.until > $today)
    MATCH (introducer)-[first:KNOWS]-(source:Person)
    WHERE source IN sources AND (source:User OR ($seesContacts IS NULL OR introducer:User OR any(whom IN coalesce(introducer.belongsTo, ['*']) WHERE whom IN $seesContacts))) AND CASE WHEN introducer IN beyond THEN source:User AND NOT source IN beyond WHEN source IN beyond THEN introducer:User ELSE true END AND first.strength >= $minStrength AND (NOT first.muted OR $me IN first.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (introducer)-[i:INFLUENCES]-(source)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (first.since IS NULL OR first.since <= $today) AND (first.until IS NULL OR first.until > $today)
    WITH target, introducer, last, first.strength AS begun, min(source.id) AS source
    RETURN introducer, begun * last.strength AS score, [source, introducer.id, target.id] AS ids
    UNION ALL
    // Three hops: source, a, introducer, target.
    MATCH (target)-[last:KNOWS]-(introducer:Person)
    WHERE $maxHops >= 3 AND ($seesContacts IS NULL OR introducer:User OR any(whom IN coalesce(introducer.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND NOT introducer IN sources AND NOT introducer IN out
      AND NOT introducer IN beyond AND last.strength >= $minStrength AND (NOT last.muted OR $me IN last.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (target)-[i:INFLUENCES]-(introducer)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (last.since IS NULL OR last.since <= $today) AND (last.until IS NULL OR last.until > $today)
    MATCH (introducer)-[second:KNOWS]-(a:Person)
    WHERE (NOT narrow OR a IN seconds) AND a <> target AND NOT a IN sources AND NOT a IN out AND CASE WHEN introducer IN beyond THEN a:User AND NOT a IN beyond WHEN a IN beyond THEN introducer:User ELSE true END AND second.strength >= $minStrength AND (NOT second.muted OR $me IN second.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (introducer)-[i:INFLUENCES]-(a)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (second.since IS NULL OR second.since <= $today) AND (second.until IS NULL OR second.until > $today)
    WITH target, beyond, sources, a, collect({introducer: introducer, strength: second.strength, last: last.strength}) AS onward
    CALL (a, sources, beyond) {
      MATCH (a)-[first:KNOWS]-(source:Person)
      WHERE source IN sources AND (source:User OR ($seesContacts IS NULL OR a:User OR any(whom IN coalesce(a.belongsTo, ['*']) WHERE whom IN $seesContacts))) AND CASE WHEN a IN beyond THEN source:User AND NOT source IN beyond WHEN source IN beyond THEN a:User ELSE true END AND first.strength >= $minStrength AND (NOT first.muted OR $me IN first.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (a)-[i:INFLUENCES]-(source)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
        AND (first.since IS NULL OR first.since <= $today) AND (first.until IS NULL OR first.until > $today)
      WITH first.strength AS begun, min(source.id) AS source
      WITH max(begun) AS best, min(source) AS lowest, collect({score: begun, source: source}) AS begins
      UNWIND [begin IN begins WHERE begin.score >= best * 0.99999998 OR begin.source = lowest] AS begin
      RETURN begin
    }
    UNWIND onward AS step
    WITH target, step.introducer AS introducer, step.last AS last, begin.score * step.strength AS begun, min([begin.source, a.id]) AS ids
    RETURN introducer, begun * last AS score, ids + [introducer.id, target.id] AS ids
    UNION ALL
    // Four hops: source, b, a, introducer, target.
    MATCH (target)-[last:KNOWS]-(introducer:Person)
    WHERE $maxHops >= 4 AND ($seesContacts IS NULL OR introducer:User OR any(whom IN coalesce(introducer.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND NOT introducer IN sources AND NOT introducer IN out
      AND NOT introducer IN beyond AND last.strength >= $minStrength AND (NOT last.muted OR $me IN last.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (target)-[i:INFLUENCES]-(introducer)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (last.since IS NULL OR last.since <= $today) AND (last.until IS NULL OR last.until > $today)
    MATCH (introducer)-[third:KNOWS]-(a:Person)
    WHERE a <> target AND ($seesContacts IS NULL OR a:User OR any(whom IN coalesce(a.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND NOT a IN sources AND NOT a IN out AND CASE WHEN introducer IN beyond THEN a:User AND NOT a IN beyond WHEN a IN beyond THEN introducer:User ELSE true END AND third.strength >= $minStrength AND (NOT third.muted OR $me IN third.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (introducer)-[i:INFLUENCES]-(a)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (third.since IS NULL OR third.since <= $today) AND (third.until IS NULL OR third.until > $today)
    WITH target, out, beyond, sources, seconds, collect(DISTINCT introducer) AS introducers, collect(DISTINCT a) AS thirds
    UNWIND thirds AS a
    MATCH (a)-[second:KNOWS]-(b:Person)
    WHERE b IN seconds AND b <> target AND NOT b IN sources AND NOT b IN out AND CASE WHEN a IN beyond THEN b:User AND NOT b IN beyond WHEN b IN beyond THEN a:User ELSE true END AND second.strength >= $minStrength AND (NOT second.muted OR $me IN second.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (a)-[i:INFLUENCES]-(b)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (second.since IS NULL OR second.since <= $today) AND (second.until IS NULL OR second.until > $today)
    WITH target, beyond, sources, introducers, b, collect({a: a, strength: second.strength}) AS onward
    CALL (b, sources, beyond) {
      MATCH (b)-[first:KNOWS]-(source:Person)
      WHERE source IN sources AND (source:User OR ($seesContacts IS NULL OR b:User OR any(whom IN coalesce(b.belongsTo, ['*']) WHERE whom IN $seesContacts))) AND CASE WHEN b IN beyond THEN source:User AND NOT source IN beyond WHEN source IN beyond THEN b:User ELSE true END AND first.strength >= $minStrength AND (NOT first.muted OR $me IN first.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (b)-[i:INFLUENCES]-(source)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
        AND (first.since IS NULL OR first.since <= $today) AND (first.until IS NULL OR first.until > $today)
      WITH first.strength AS begun, min(source.id) AS source
      WITH max(begun) AS best, min(source) AS lowest, collect({score: begun, source: source}) AS begins
      UNWIND [begin IN begins WHERE begin.score >= best * 0.99999998 OR begin.source = lowest] AS begin
      RETURN begin
    }
    UNWIND onward AS step
    WITH target, beyond, introducers, step.a AS a, begin.score * step.strength AS begun, min([begin.source, b.id]) AS ids
    WITH target, beyond, introducers, a, max(begun) AS best, min(ids) AS lowest, collect({score: begun, ids: ids}) AS begins
    MATCH (a)-[third:KNOWS]-(introducer:Person)
    WHERE introducer IN introducers AND CASE WHEN a IN beyond THEN introducer:User AND NOT introducer IN beyond WHEN introducer IN beyond THEN a:User ELSE true END AND third.strength >= $minStrength AND (NOT third.muted OR $me IN third.private) AND ($allowConflict OR NOT EXISTS {
        MATCH (a)-[i:INFLUENCES]-(introducer)
        WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
      })
      AND (third.since IS NULL OR third.since <= $today) AND (third.until IS NULL OR third.until > $today)
    UNWIND [begin IN begins WHERE begin.score >= best * 0.99999998 OR begin.ids = lowest] AS begin
    WITH target, introducer, begin.score * third.strength AS begun, min(begin.ids + a.id) AS ids
    MATCH (introducer)-[last:KNOWS]-(target)
    RETURN introducer, begun * last.strength AS score, ids + [introducer.id, target.id] AS ids
  }
  WITH introducer, max(score) AS best, collect({score: score, ids: ids}) AS paths
  ORDER BY best DESC
  WITH collect({best: best, paths: [path IN paths WHERE path.score >= best * 0.99999998]}) AS ranked
  WITH ranked, coalesce(ranked[$needed - 1].best, 0) * 0.99999998 AS least
  RETURN [introducer IN ranked WHERE introducer.best >= least | introducer.paths] AS introducers
}
RETURN person IS NOT NULL AS personFound, unit IS NOT NULL AS unitFound, opportunity IS NOT NULL AS opportunityFound, introducers
