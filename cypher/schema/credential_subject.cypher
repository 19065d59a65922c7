// One Credential for whom a provider names.
// Parameters: none
// Columns: none
CREATE CONSTRAINT credential_subject IF NOT EXISTS
FOR (n:Credential) REQUIRE (n.issuer, n.subject) IS UNIQUE
