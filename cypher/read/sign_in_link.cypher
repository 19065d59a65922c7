// Whom a link lets in: a user, or nobody yet, which is empty.
// Parameters: $hash of its secret; $now this instant
// Columns: userId
MATCH (l:SignInLink {hash: $hash})
WHERE l.expiresAt > $now
RETURN l.userId AS userId
