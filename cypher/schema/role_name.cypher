// One Role for a name.
// Parameters: none
// Columns: none
CREATE CONSTRAINT role_name IF NOT EXISTS
FOR (n:Role) REQUIRE n.name IS UNIQUE
