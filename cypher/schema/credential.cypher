// One Credential of a kind for a user.
// Parameters: none
// Columns: none
CREATE CONSTRAINT credential IF NOT EXISTS
FOR (n:Credential) REQUIRE (n.userId, n.kind) IS UNIQUE
