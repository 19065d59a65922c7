// Sessions by their user.
// Parameters: none
// Columns: none
CREATE INDEX session_user IF NOT EXISTS
FOR (n:Session) ON (n.userId)
