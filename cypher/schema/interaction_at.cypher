// Finds old interactions.
// Parameters: none
// Columns: none
CREATE INDEX interaction_at IF NOT EXISTS
FOR (n:Interaction) ON (n.at)
