// One Session for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT session_id IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS UNIQUE
