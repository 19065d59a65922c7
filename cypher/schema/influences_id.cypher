// One influence for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT influences_id IF NOT EXISTS
FOR ()-[r:INFLUENCES]-() REQUIRE r.id IS UNIQUE
