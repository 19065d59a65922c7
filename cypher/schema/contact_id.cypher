// One Contact for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT contact_id IF NOT EXISTS
FOR (n:Contact) REQUIRE n.id IS UNIQUE
