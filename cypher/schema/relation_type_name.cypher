// One RelationType for a name.
// Parameters: none
// Columns: none
CREATE CONSTRAINT relation_type_name IF NOT EXISTS
FOR (n:RelationType) REQUIRE n.name IS UNIQUE
