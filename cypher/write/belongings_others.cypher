// Writes down whom contacts and opportunities belong to: their owner with the owner's unit, their team, and, with an @ before it, all that their
// accounts belong to: for a contact those where a position is or was held, for an opportunity without owner its own. Without owner and account
// they belong to who brought them in. A contact has an asterisk besides, unless it is private: that belongs to its user alone, with a ! before it.
// It answers the ids of contacts that belong to others now.
// Parameters: $contacts, $opportunities ids; $today the day
// Columns: id
CALL () {
  UNWIND $contacts AS id
  MATCH (n:Contact {id: id})
  RETURN n, COLLECT { MATCH (n)-[:HOLDS]->(:Position)-[:AT]->(a:Account) RETURN DISTINCT a } AS accounts, [] AS team
UNION ALL
  UNWIND $opportunities AS id
  MATCH (n:Opportunity {id: id})
  RETURN n, COLLECT { MATCH (n)-[:FOR]->(a:Account) WHERE NOT EXISTS { (n)-[:OWNED_BY]->(:User) } RETURN a } AS accounts, COLLECT {
    MATCH (n)<-[w:WORKS_ON]-(u:User)
    WHERE (w.since IS NULL OR w.since <= $today) AND (w.until IS NULL OR w.until > $today)
    RETURN u.id ORDER BY u.id
  } AS team
}
WITH n, team, accounts, COLLECT { MATCH (n)-[:OWNED_BY]->(u:User) UNWIND u.belongsTo AS key RETURN key } AS owner,
  COLLECT { UNWIND accounts AS a UNWIND coalesce(a.belongsTo, []) AS key WITH DISTINCT key RETURN '@' + key ORDER BY key } AS through
WITH n, CASE WHEN n.private IS NOT NULL THEN [name IN n.private WHERE name <> 'system' | '!' + name] ELSE CASE WHEN owner = [] AND accounts = [] THEN coalesce(n.broughtInBy, []) ELSE owner END + team
  + CASE WHEN accounts = [] THEN [] ELSE ['@'] END + through + CASE WHEN n:Contact THEN ['*'] ELSE [] END END AS belongsTo
WHERE n.belongsTo IS NULL OR n.belongsTo <> belongsTo
SET n.belongsTo = belongsTo
WITH n WHERE n:Contact
RETURN n.id AS id
