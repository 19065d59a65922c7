// Makes a request for an introduction.
// Parameters: $askedBy the user who asks; $introducer the user who is asked; $target the contact; $opportunity the deal that it is about, or null; $properties of the request
// Columns: none
MATCH (by:User {id: $askedBy})
WITH by
MATCH (introducer:User {id: $introducer})
WITH by, introducer
MATCH (target:Contact {id: $target})
CREATE (r:IntroductionRequest)-[:ASKED_BY]->(by), (r)-[:ASKS]->(introducer), (r)-[:ABOUT]->(target)
SET r = $properties
WITH r
MATCH (o:Opportunity {id: $opportunity})
CREATE (r)-[:ABOUT]->(o)
