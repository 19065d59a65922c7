// One Unit for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT unit_id IF NOT EXISTS
FOR (n:Unit) REQUIRE n.id IS UNIQUE
