// A page of tokens by id: those of a user, or all.
// Parameters: $user whose, null for everybody's; $after the last id before, empty at the beginning; $limit how many
// Columns: id, name, userId, roleId, unitId, scopes, createdAt, createdBy, expiresAt, lastUsedAt
MATCH (t:Token)
WHERE t.id > $after AND ($user IS NULL OR t.userId = $user)
WITH t ORDER BY t.id LIMIT $limit
RETURN t.id AS id, t.name AS name, t.userId AS userId,
  COLLECT { MATCH (t)-[:HAS_ROLE]->(r:Role) RETURN r.id }[0] AS roleId,
  COLLECT { MATCH (t)-[:MEMBER_OF]->(n:Unit) RETURN n.id }[0] AS unitId,
  t.scopes AS scopes, t.createdAt AS createdAt, t.createdBy AS createdBy, t.expiresAt AS expiresAt, t.lastUsedAt AS lastUsedAt
ORDER BY id
