// One Product for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT product_id IF NOT EXISTS
FOR (n:Product) REQUIRE n.id IS UNIQUE
