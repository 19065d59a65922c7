// One entry of the suppression list for a hash.
// Parameters: none
// Columns: none
CREATE CONSTRAINT suppression_hash IF NOT EXISTS
FOR (n:Suppression) REQUIRE n.hash IS UNIQUE
