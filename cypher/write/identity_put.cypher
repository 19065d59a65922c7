// Lets a user in by what a provider says of them, and nobody else by that.
// Parameters: $user the user's id; $issuer the provider; $subject who it is there; $now this instant
// Columns: userId
MATCH (u:User {id: $user})
CALL (u) {
  MATCH (old:Credential {issuer: $issuer, subject: $subject})
  WHERE old.userId <> u.id
  DETACH DELETE old
}
MERGE (c:Credential {userId: u.id, kind: 'openid'})
SET c.issuer = $issuer, c.subject = $subject, c.changedAt = $now
RETURN u.id AS userId
