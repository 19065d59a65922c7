// One RelationType for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT relation_type_id IF NOT EXISTS
FOR (n:RelationType) REQUIRE n.id IS UNIQUE
