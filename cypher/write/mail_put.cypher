// Notes that it is to be told by mail which state a request for an introduction has come to.
// Parameters: $id the mail; $request the request; $state its state; $now this instant
// Columns: none
MATCH (r:IntroductionRequest {id: $request})
CREATE (:Mail {id: $id, state: $state, at: $now, dueAt: $now, tries: 0})-[:TELLS_OF]->(r)
