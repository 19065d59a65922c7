// One Email for an address.
// Parameters: none
// Columns: none
CREATE CONSTRAINT email_address IF NOT EXISTS
FOR (n:Email) REQUIRE n.address IS UNIQUE
