// One Schema for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT schema_id IF NOT EXISTS
FOR (n:Schema) REQUIRE n.id IS UNIQUE
