// One Interaction for what a source calls it.
// Parameters: none
// Columns: none
CREATE CONSTRAINT interaction_external_id IF NOT EXISTS
FOR (n:Interaction) REQUIRE (n.source, n.externalId) IS UNIQUE
