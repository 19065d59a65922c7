// The hash of a user's password.
// Parameters: $user the user's id
// Columns: userId, hash
MATCH (c:Credential {userId: $user, kind: 'password'})
RETURN c.userId AS userId, c.hash AS hash
