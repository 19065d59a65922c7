// Brings a request for an introduction from one state to another; none where it is in another state.
// Parameters: $id the request; $before, $state the two states; $now this instant
// Columns: id
MATCH (r:IntroductionRequest {id: $id})
SET r.lock = 0
WITH r
WHERE r.state = $before
SET r.state = $state, r.updatedAt = $now
RETURN r.id AS id
