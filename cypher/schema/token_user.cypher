// Tokens by their user.
// Parameters: none
// Columns: none
CREATE INDEX token_user IF NOT EXISTS
FOR (n:Token) ON (n.userId)
