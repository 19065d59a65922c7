// One Position for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT position_id IF NOT EXISTS
FOR (n:Position) REQUIRE n.id IS UNIQUE
