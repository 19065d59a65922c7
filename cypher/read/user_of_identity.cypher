// The user whom a provider names by the subject, else by the e-mail address; subject is the one that they have at that provider, or null.
// Parameters: $issuer the provider; $subject who it is there; $email lower case, or null; $today the day
// Columns: userId, active, subject
CALL () {
  MATCH (c:Credential {issuer: $issuer, subject: $subject})
  MATCH (u:User {id: c.userId})
  RETURN u, 0 AS rank
  UNION ALL
  MATCH (u:User {email: $email})
  RETURN u, 1 AS rank
}
RETURN u.id AS userId, u.active AND (u.leftOn IS NULL OR u.leftOn > $today) AS active,
  COLLECT { MATCH (c:Credential {userId: u.id, kind: 'openid'}) WHERE c.issuer = $issuer RETURN c.subject }[0] AS subject
ORDER BY rank
LIMIT 1
