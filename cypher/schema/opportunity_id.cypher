// One Opportunity for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT opportunity_id IF NOT EXISTS
FOR (n:Opportunity) REQUIRE n.id IS UNIQUE
