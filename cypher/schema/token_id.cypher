// One Token for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT token_id IF NOT EXISTS
FOR (n:Token) REQUIRE n.id IS UNIQUE
