// Every shortest path between two people over at most $maxHops ties, with or without a strength, and how many there are. Paths that
// score the same come together, in the order of their ids, at most $needed of them; those with a tie without a strength have no
// score and come last. The list ends where no further score can belong to the best $needed even when rounding to nine digits makes
// scores equal (within 2e-8). A tie of users counts where one of them is not beyond the asker's connections.
// Parameters: $from, $to ids of the two people; $maxHops 1 to 6; $needed how many paths are wanted; $today the day;
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
  WITH from, to, out, beyond
  WHERE from IS NOT NULL AND to IS NOT NULL
  MATCH path = allShortestPaths((from)-[:KNOWS*..6]-(to))
  WHERE all(tie IN relationships(path) WHERE (NOT tie.muted OR $me IN tie.private)
      AND (tie.since IS NULL OR tie.since <= $today) AND (tie.until IS NULL OR tie.until > $today)
      AND CASE WHEN startNode(tie) IN beyond THEN endNode(tie):User AND NOT endNode(tie) IN beyond WHEN endNode(tie) IN beyond THEN startNode(tie):User ELSE true END)
    AND all(someone IN nodes(path) WHERE someone:Person AND (someone = from OR someone = to OR ($seesContacts IS NULL OR someone:User OR any(whom IN coalesce(someone.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND NOT someone IN out))
  WITH length(path) AS distance, [someone IN nodes(path) | someone.id] AS ids,
    reduce(score = 1.0, tie IN relationships(path) | score * tie.strength) AS score
  WHERE distance <= $maxHops
  WITH distance, score, ids
  ORDER BY ids
  WITH distance, score, count(*) AS count, collect(ids)[..$needed] AS paths
  ORDER BY coalesce(score, -1) DESC
  WITH sum(count) AS total, min(distance) AS distance, collect({score: score, paths: paths}) AS scores
  WITH total, distance, scores, coalesce(scores[$needed - 1].score, 0) * 0.99999998 AS least
  RETURN total, distance, [s IN scores WHERE s.score >= least OR s.score IS NULL] AS scores
}
RETURN total, distance, scores
