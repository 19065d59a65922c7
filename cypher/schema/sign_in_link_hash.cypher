// One SignInLink for the hash of a secret.
// Parameters: none
// Columns: none
CREATE CONSTRAINT sign_in_link_hash IF NOT EXISTS
FOR (n:SignInLink) REQUIRE n.hash IS UNIQUE
