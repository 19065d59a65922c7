// One Role for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT role_id IF NOT EXISTS
FOR (n:Role) REQUIRE n.id IS UNIQUE
