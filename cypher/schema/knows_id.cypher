// One tie for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT knows_id IF NOT EXISTS
FOR ()-[r:KNOWS]-() REQUIRE r.id IS UNIQUE
