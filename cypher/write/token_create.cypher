// Makes a token, with the role and the unit of a program's own.
// Parameters: $token {id, name, userId, roleId, unitId, scopes, createdAt, createdBy, expiresAt}; $hash of its secret
// Columns: none
CREATE (t:Token {id: $token.id, hash: $hash, name: $token.name, userId: $token.userId, scopes: $token.scopes,
  createdAt: $token.createdAt, createdBy: $token.createdBy, expiresAt: $token.expiresAt})
WITH t
CALL (t) {
  MATCH (r:Role {id: $token.roleId})
  CREATE (t)-[:HAS_ROLE]->(r)
}
CALL (t) {
  MATCH (n:Unit {id: $token.unitId})
  CREATE (t)-[:MEMBER_OF]->(n)
}
