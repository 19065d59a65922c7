// A user, or else a program's token, with role and units.
// Parameters: $user id or null; $token id or null
// Columns: user, role, units
OPTIONAL MATCH (u:User {id: $user})
OPTIONAL MATCH (t:Token {id: $token})
WITH u, coalesce(u, t) AS of
WHERE of IS NOT NULL
RETURN u {.id, .name, .email} AS user,
  COLLECT { MATCH (of)-[:HAS_ROLE]->(r:Role) RETURN r {.id, .name} }[0] AS role,
  COLLECT { MATCH (of)-[:MEMBER_OF]->(n:Unit) RETURN n {.id, .name} ORDER BY n.name, n.id } AS units
