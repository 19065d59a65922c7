// One Account for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT account_id IF NOT EXISTS
FOR (n:Account) REQUIRE n.id IS UNIQUE
