// One User for an address.
// Parameters: none
// Columns: none
CREATE CONSTRAINT user_email IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS UNIQUE
