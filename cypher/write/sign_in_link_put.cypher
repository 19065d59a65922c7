// Makes the one link of a user, or that of the first administrator to be. None where there is no such user.
// Parameters: $user whose, or empty; $hash of its secret; $expiresAt until when it counts
// Columns: userId
OPTIONAL MATCH (u:User {id: $user})
WITH u WHERE u IS NOT NULL OR $user = ''
CALL () {
  MATCH (old:SignInLink {userId: $user})
  DETACH DELETE old
}
CREATE (l:SignInLink {hash: $hash, userId: $user, expiresAt: $expiresAt})
RETURN l.userId AS userId
