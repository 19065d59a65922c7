// One Mail for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT mail_id IF NOT EXISTS
FOR (n:Mail) REQUIRE n.id IS UNIQUE
