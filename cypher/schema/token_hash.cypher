// One Token for the hash of a secret.
// Parameters: none
// Columns: none
CREATE CONSTRAINT token_hash IF NOT EXISTS
FOR (n:Token) REQUIRE n.hash IS UNIQUE
