// The active user with an e-mail address, and the hash of their password or null.
// Parameters: $email lower case; $today the day
// Columns: userId, hash
MATCH (u:User {email: $email})
WHERE u.active AND (u.leftOn IS NULL OR u.leftOn > $today)
RETURN u.id AS userId, COLLECT { MATCH (c:Credential {userId: u.id, kind: 'password'}) RETURN c.hash }[0] AS hash
