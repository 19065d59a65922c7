// Whether a user takes another request for an introduction: what they wish, how often they were asked lately, and whether the same one waits for an answer.
// Parameters: $introducer the user; $askedBy who asks; $target the contact; $today the day; $after the instant from which requests count
// Columns: active, introductions, limit, lately, open
MATCH (u:User {id: $introducer})
RETURN u.active AND (u.leftOn IS NULL OR u.leftOn > $today) AS active, u.introductions AS introductions, u.introductionLimit AS limit,
  COUNT { (u)<-[:ASKS]-(r:IntroductionRequest) WHERE r.createdAt > $after } AS lately,
  EXISTS { MATCH (u)<-[:ASKS]-(r:IntroductionRequest {state: 'asked'})-[:ASKED_BY]->(:User {id: $askedBy}) WHERE EXISTS { (r)-[:ABOUT]->(:Contact {id: $target}) } } AS open
