// Keeps what a request under an idempotency key did: outcomes and ids, never a body.
// Parameters: $principal whose; $key the key; $answer list of strings
// Columns: none
MATCH (k:IdempotencyKey {principal: $principal, key: $key})
SET k.answer = $answer
