// One ExternalId for what a source calls a record of a kind.
// Parameters: none
// Columns: none
CREATE CONSTRAINT external_id IF NOT EXISTS
FOR (n:ExternalId) REQUIRE (n.kind, n.source, n.externalId) IS UNIQUE
