// Gives a user a password.
// Parameters: $user the user's id; $hash of the password; $now this instant
// Columns: userId
MATCH (u:User {id: $user})
MERGE (c:Credential {userId: u.id, kind: 'password'})
SET c.hash = $hash, c.changedAt = $now
RETURN u.id AS userId
