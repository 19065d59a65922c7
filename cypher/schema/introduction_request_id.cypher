// One IntroductionRequest for an id.
// Parameters: none
// Columns: none
CREATE CONSTRAINT introduction_request_id IF NOT EXISTS
FOR (n:IntroductionRequest) REQUIRE n.id IS UNIQUE
