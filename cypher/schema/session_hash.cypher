// One Session for the hash of a secret.
// Parameters: none
// Columns: none
CREATE CONSTRAINT session_hash IF NOT EXISTS
FOR (n:Session) REQUIRE n.hash IS UNIQUE
