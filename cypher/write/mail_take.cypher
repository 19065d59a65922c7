// Takes the mail that has been due for longest, for one process to send: others get it when the lease is over, later with each try.
// Parameters: $now this instant; $lease, $atFirst milliseconds that the first try has, and that the time before the next one doubles from
// Columns: id, state, hidden, message, due, askedBy, introducer, target
MATCH (m:Mail)
WHERE m.dueAt <= $now
WITH m ORDER BY m.dueAt LIMIT 1
SET m.lock = 0
WITH m
WHERE m.dueAt <= $now
SET m.tries = m.tries + 1, m.dueAt = $now + duration({milliseconds: $lease + $atFirst * toInteger(2 ^ CASE WHEN m.tries > 10 THEN 10 ELSE m.tries END)})
WITH m
OPTIONAL MATCH (m)-[:TELLS_OF]->(r:IntroductionRequest)
OPTIONAL MATCH (r)-[:ABOUT]->(target:Contact)
RETURN m.id AS id, m.state AS state, coalesce(r.hidden, false) AS hidden, r.message AS message, r.due AS due,
  COLLECT { MATCH (r)-[:ASKED_BY]->(u:User) RETURN {name: u.name, email: u.email} }[0] AS askedBy,
  COLLECT { MATCH (r)-[:ASKS]->(u:User) RETURN {name: u.name, email: u.email} }[0] AS introducer,
  target.name AS target
