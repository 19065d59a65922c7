// One part of the audit for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT audit_id IF NOT EXISTS
FOR (n:Audit) REQUIRE n.id IS UNIQUE
