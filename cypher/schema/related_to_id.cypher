// One relation for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT related_to_id IF NOT EXISTS
FOR ()-[r:RELATED_TO]-() REQUIRE r.id IS UNIQUE
