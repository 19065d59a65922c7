// One Interaction for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT interaction_id IF NOT EXISTS
FOR (n:Interaction) REQUIRE n.id IS UNIQUE
