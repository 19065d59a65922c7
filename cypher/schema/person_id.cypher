// One Person for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT person_id IF NOT EXISTS
FOR (n:Person) REQUIRE n.id IS UNIQUE
