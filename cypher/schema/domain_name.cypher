// One Domain for a name.
// Parameters: none
// Columns: none
CREATE CONSTRAINT domain_name IF NOT EXISTS
FOR (n:Domain) REQUIRE n.name IS UNIQUE
