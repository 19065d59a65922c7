// Writes down whom accounts belong to: their owner with the owner's unit, else the unit that brought them in, and their team.
// It answers who and which deals are at an account that belongs to others now, by id.
// Parameters: $ids of accounts; $today the day
// Columns: contacts, opportunities
UNWIND $ids AS id
MATCH (a:Account {id: id})
WITH a, COLLECT { MATCH (a)-[:OWNED_BY]->(u:User) UNWIND u.belongsTo AS key RETURN key } AS owner, COLLECT {
  MATCH (a)<-[w:WORKS_ON]-(u:User)
  WHERE (w.since IS NULL OR w.since <= $today) AND (w.until IS NULL OR w.until > $today)
  RETURN u.id ORDER BY u.id
} AS team
WITH a, CASE WHEN owner = [] THEN coalesce(a.broughtInBy, []) ELSE owner END + team AS belongsTo
WHERE a.belongsTo IS NULL OR a.belongsTo <> belongsTo
SET a.belongsTo = belongsTo
WITH collect(a) AS moved
RETURN
  COLLECT { UNWIND moved AS a MATCH (a)<-[:AT]-(:Position)<-[:HOLDS]-(n:Contact) RETURN DISTINCT n.id } AS contacts,
  COLLECT { UNWIND moved AS a MATCH (a)<-[:FOR]-(n:Opportunity) RETURN n.id } AS opportunities
