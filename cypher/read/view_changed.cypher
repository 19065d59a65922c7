// People and ties as they are now, for the view in memory: who and which of those asked for are there, and in force, with the
// numbers that Neo4j gives to them.
// Parameters: $people ids; $pairs the two ids of each tie, the smaller first; $today the day
// Columns: people, ties
RETURN
  COLLECT {
    MATCH (p:Person)
    WHERE p.id IN $people
    RETURN {id: p.id, user: p:User, active: p:User AND p.active AND (p.leftOn IS NULL OR p.leftOn > $today),
      closed: p:User AND coalesce(p.introductions = 'closed', false), belongsTo: coalesce(p.belongsTo, ['*']), number: id(p)}
  } AS people,
  COLLECT {
    UNWIND $pairs AS pair
    MATCH (a:Person {id: pair[0]})
    MATCH (a)-[k:KNOWS]->(b:Person {id: pair[1]})
    WHERE (NOT k.muted OR k.private IS NOT NULL) AND (k.since IS NULL OR k.since <= $today) AND (k.until IS NULL OR k.until > $today)
    RETURN {a: a.id, b: b.id, strength: k.strength, private: k.private, number: id(k), conflict: EXISTS {
      MATCH (a)-[i:INFLUENCES]-(b)
      WHERE i.effect IN ['conflict', 'negative'] AND (i.since IS NULL OR i.since <= $today) AND (i.until IS NULL OR i.until > $today)
    }}
  } AS ties
