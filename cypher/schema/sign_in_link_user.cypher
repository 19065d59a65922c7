// Links by their user.
// Parameters: none
// Columns: none
CREATE INDEX sign_in_link_user IF NOT EXISTS
FOR (n:SignInLink) ON (n.userId)
