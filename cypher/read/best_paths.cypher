// The best simple paths between two people over at most $maxHops ties that have a strength, and how many there are. Paths that
// score the same come together, the shorter first, then by their ids, at most $needed of them; the list ends where no further
// score can belong to the best $needed even when rounding to nine digits makes scores equal (within 2e-8). A tie of
// users counts where one of them is not beyond the asker's connections.
// Parameters: $from, $to ids of the two people; $maxHops 1 to 4; $needed how many paths are wanted; $today the day;
//   $seesContacts, $seesConnections, $me what the viewer sees, and whose ties count
// Columns: total, distance, scores
OPTIONAL MATCH (from:Person {id: $from})
WHERE ($seesContacts IS NULL OR from:User OR any(whom IN coalesce(from.belongsTo, ['*']) WHERE whom IN $seesContacts))
OPTIONAL MATCH (to:Person {id: $to})
WHERE ($seesContacts IS NULL OR to:User OR any(whom IN coalesce(to.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH from, to, COLLECT {
  MATCH (user:User)
  WHERE user.id STARTS WITH 'usr_' AND (NOT user.active OR user.leftOn <= $today OR user.introductions = 'closed' AND user.id <> $me AND $me <> 'system')
  RETURN user
} AS out, COLLECT {
  MATCH (user:User)
  WHERE $seesConnections IS NOT NULL AND user.id STARTS WITH 'usr_' AND NOT any(whom IN coalesce(user.belongsTo, []) WHERE whom IN $seesConnections)
  RETURN user
} AS beyond
CALL (from, to, out, beyond) {
  CALL (from, to, out, beyond) {
    MATCH (from)-[first:KNOWS]-(to)
    WHERE CASE WHEN from IN beyond THEN to:User AND NOT to IN beyond WHEN to IN beyond THEN from:User ELSE true END AND first.strength IS NOT NULL AND (NOT first.muted OR $me IN first.private)
      AND (first.since IS NULL OR first.since <= $today) AND (first.until IS NULL OR first.until > $today)
    RETURN first.strength AS score, [from.id, to.id] AS ids
    UNION ALL
    MATCH (from)-[first:KNOWS]-(a:Person)
    WHERE $maxHops >= 2 AND a <> to AND ($seesContacts IS NULL OR a:User OR any(whom IN coalesce(a.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND NOT a IN out AND CASE WHEN from IN beyond THEN a:User AND NOT a IN beyond WHEN a IN beyond THEN from:User ELSE true END AND first.strength IS NOT NULL AND (NOT first.muted OR $me IN first.private)
      AND (first.since IS NULL OR first.since <= $today) AND (first.until IS NULL OR first.until > $today)
    MATCH (a)-[second:KNOWS]-(to)
    WHERE CASE WHEN a IN beyond THEN to:User AND NOT to IN beyond WHEN to IN beyond THEN a:User ELSE true END AND second.strength IS NOT NULL AND (NOT second.muted OR $me IN second.private)
      AND (second.since IS NULL OR second.since <= $today) AND (second.until IS NULL OR second.until > $today)
    RETURN first.strength * second.strength AS score, [from.id, a.id, to.id] AS ids
    UNION ALL
    MATCH (from)-[first:KNOWS]-(a:Person)-[second:KNOWS]-(b:Person)-[third:KNOWS]-(to)
    USING JOIN ON b
    WHERE $maxHops >= 3 AND ($seesContacts IS NULL OR a:User OR any(whom IN coalesce(a.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesContacts IS NULL OR b:User OR any(whom IN coalesce(b.belongsTo, ['*']) WHERE whom IN $seesContacts))
      AND a <> to AND NOT a IN out AND b <> from AND NOT b IN out
      AND CASE WHEN from IN beyond THEN a:User AND NOT a IN beyond WHEN a IN beyond THEN from:User ELSE true END
      AND CASE WHEN a IN beyond THEN b:User AND NOT b IN beyond WHEN b IN beyond THEN a:User ELSE true END
      AND CASE WHEN b IN beyond THEN to:User AND NOT to IN beyond WHEN to IN beyond THEN b:User ELSE true END
      AND first.strength IS NOT NULL AND (NOT first.muted OR $me IN first.private)
      AND (first.since IS NULL OR first.since <= $today) AND (first.until IS NULL OR first.until > $today)
      AND second.strength IS NOT NULL AND (NOT second.muted OR $me IN second.private)
      AND (second.since IS NULL OR second.since <= $today) AND (second.until IS NULL OR second.until > $today)
      AND third.strength IS NOT NULL AND (NOT third.muted OR $me IN third.private)
      AND (third.since IS NULL OR third.since <= $today) AND (third.until IS NULL OR third.until > $today)
    RETURN first.strength * second.strength * third.strength AS score, [from.id, a.id, b.id, to.id] AS ids
    UNION ALL
    MATCH (from)-[first:KNOWS]-(a:Person)-[second:KNOWS]-(b:Person)-[third:KNOWS]-(c:Person)-[fourth:KNOWS]-(to)
    USING JOIN ON b
    WHERE $maxHops >= 4 AND ($seesContacts IS NULL OR a:User OR any(whom IN coalesce(a.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesContacts IS NULL OR b:User OR any(whom IN coalesce(b.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesContacts IS NULL OR c:User OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts))
      AND a <> to AND a <> c AND NOT a IN out AND b <> from AND b <> to AND NOT b IN out
      AND c <> from AND NOT c IN out
      AND CASE WHEN from IN beyond THEN a:User AND NOT a IN beyond WHEN a IN beyond THEN from:User ELSE true END
      AND CASE WHEN a IN beyond THEN b:User AND NOT b IN beyond WHEN b IN beyond THEN a:User ELSE true END
      AND CASE WHEN b IN beyond THEN c:User AND NOT c IN beyond WHEN c IN beyond THEN b:User ELSE true END
      AND CASE WHEN c IN beyond THEN to:User AND NOT to IN beyond WHEN to IN beyond THEN c:User ELSE true END
      AND first.strength IS NOT NULL AND (NOT first.muted OR $me IN first.private)
      AND (first.since IS NULL OR first.since <= $today) AND (first.until IS NULL OR first.until > $today)
      AND second.strength IS NOT NULL AND (NOT second.muted OR $me IN second.private)
      AND (second.since IS NULL OR second.since <= $today) AND (second.until IS NULL OR second.until > $today)
      AND third.strength IS NOT NULL AND (NOT third.muted OR $me IN third.private)
      AND (third.since IS NULL OR third.since <= $today) AND (third.until IS NULL OR third.until > $today)
      AND fourth.strength IS NOT NULL AND (NOT fourth.muted OR $me IN fourth.private)
      AND (fourth.since IS NULL OR fourth.since <= $today) AND (fourth.until IS NULL OR fourth.until > $today)
    RETURN first.strength * second.strength * third.strength * fourth.strength AS score, [from.id, a.id, b.id, c.id, to.id] AS ids
  }
  WITH score, ids
  ORDER BY size(ids), ids
  WITH score, count(*) AS count, min(size(ids)) - 1 AS distance, collect(ids)[..$needed] AS paths
  ORDER BY score DESC
  WITH sum(count) AS total, min(distance) AS distance, collect({score: score, paths: paths}) AS scores
  WITH total, distance, scores, coalesce(scores[$needed - 1].score, 0) * 0.99999998 AS least
  RETURN total, distance, [s IN scores WHERE s.score >= least] AS scores
}
RETURN total, distance, scores
