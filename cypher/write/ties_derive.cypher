// Derives the ties of pairs of people from their sources, as they are on a day: 1 − Π(1 − p) over the measured strengths in force and the assertion in
// force that was said last, which halves with each year since (365.25 days). A tie without a source goes away; one that stays the same is not
// touched. staleOn is the first day on which the derived strength can be another.
// Parameters: $pairs list of {a (the smaller id), b, id (of the tie, if it is new)}; $today the day; $now the instant; $source, $createdBy of new ties
// Columns: none
UNWIND $pairs AS pair
MATCH (a:Person {id: pair.a})
WITH pair, a
MATCH (b:Person {id: pair.b})
WITH pair, a, b, COLLECT {
  MATCH (a)-[t:TIE_SOURCE]->(b)
  RETURN t ORDER BY t.strength, t.saidOn DESC, t.updatedAt DESC, t.id DESC
} AS sources
CALL (a, b, sources) {
  WITH a, b, sources
  WHERE size(sources) = 0
  MATCH (a)-[k:KNOWS]->(b)
  DELETE k
}
WITH pair, a, b, sources, [t IN sources WHERE (t.since IS NULL OR t.since <= $today) AND (t.until IS NULL OR t.until > $today)] AS inForce
WHERE size(sources) > 0
WITH pair, a, b, sources, [t IN inForce WHERE t.kind = 'measured' AND t.strength IS NOT NULL | t.strength] AS measured,
  [t IN inForce WHERE t.kind = 'asserted' AND t.level IS NOT NULL AND t.saidOn <= $today][0] AS said
WITH pair, a, b, sources, said, measured + CASE WHEN said IS NULL THEN [] ELSE
    [CASE said.level WHEN 'weak' THEN 0.2 WHEN 'familiar' THEN 0.5 ELSE 0.8 END * 2.0 ^ (-duration.inDays(said.saidOn, $today).days / 365.25)]
  END AS shares
WITH pair, a, b,
  CASE WHEN size(shares) = 0 THEN null ELSE reduce(s = 0.0, p IN shares | s + p - s * p) END AS strength,
  CASE WHEN any(t IN sources WHERE t.status = 'fact') THEN 'fact' WHEN any(t IN sources WHERE t.status = 'asserted') THEN 'asserted' ELSE 'inferred' END AS status,
  any(t IN sources WHERE t.muted) AS muted,
  CASE WHEN any(t IN sources WHERE t.since IS NULL) THEN null ELSE reduce(d = sources[0].since, t IN sources | CASE WHEN t.since < d THEN t.since ELSE d END) END AS since,
  CASE WHEN any(t IN sources WHERE t.until IS NULL) THEN null ELSE reduce(d = sources[0].until, t IN sources | CASE WHEN t.until > d THEN t.until ELSE d END) END AS until,
  CASE WHEN said IS NOT NULL THEN $today + duration({days: 1}) ELSE
    reduce(d = null, day IN [t IN sources | t.since] + [t IN sources | t.until] + [t IN sources | t.saidOn] |
      CASE WHEN day > $today AND (d IS NULL OR day < d) THEN day ELSE d END)
  END AS staleOn
MERGE (a)-[k:KNOWS]->(b)
ON CREATE SET k.id = pair.id, k.source = $source, k.createdBy = $createdBy, k.createdAt = $now
SET k.staleOn = staleOn
WITH k, strength, status, muted, since, until
WHERE k.updatedAt IS NULL OR coalesce(k.strength, -1.0) <> coalesce(strength, -1.0) OR k.status <> status OR k.muted <> muted
  OR coalesce(k.since, date('0001-01-01')) <> coalesce(since, date('0001-01-01')) OR coalesce(k.until, date('9999-12-31')) <> coalesce(until, date('9999-12-31'))
SET k.strength = strength, k.status = status, k.muted = muted, k.since = since, k.until = until, k.updatedAt = $now
