// Who stands behind a session or a token, or is a user named by id or e-mail address: one of the three is given. A token of a user has that user's
// role and units, one of a program its own.
// Parameters: $session hash of its secret, or null; $token the same; $user id or address, lower case, or null
// Columns: by, user, roleId, units, below
CALL () {
  MATCH (s:Session {hash: $session})
  MATCH (u:User {id: s.userId})
  RETURN s {.id, .userId, .scopes, .lastUsedAt, .expiresAt} AS by, u AS user, u AS of
  UNION ALL
  MATCH (t:Token {hash: $token})
  OPTIONAL MATCH (u:User {id: t.userId})
  RETURN t {.id, .userId, .scopes, .lastUsedAt, .expiresAt} AS by, u AS user, coalesce(u, t) AS of
  UNION ALL
  MATCH (u:User {id: $user})
  RETURN null AS by, u AS user, u AS of
  UNION ALL
  MATCH (u:User {email: $user})
  RETURN null AS by, u AS user, u AS of
}
RETURN by, user {.id, .active, .leftOn} AS user,
  COLLECT { MATCH (of)-[:HAS_ROLE]->(r:Role) RETURN r.id }[0] AS roleId,
  COLLECT { MATCH (of)-[:MEMBER_OF]->(n:Unit) RETURN n.id ORDER BY n.id } AS units,
  COLLECT { MATCH (of)-[:MEMBER_OF]->(:Unit) ((:Unit)<-[:PART_OF]-(:Unit))* (n:Unit) RETURN DISTINCT n.id ORDER BY n.id } AS below
LIMIT 1
