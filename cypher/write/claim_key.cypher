// Claims a principal's idempotency key for a request, or finds what it answered before; a key of before $oldest counts no more.
// Parameters: $principal whose; $key the key; $hash of the request; $now this instant; $oldest 24 h before
// Columns: mine, hash, answer
MERGE (k:IdempotencyKey {principal: $principal, key: $key})
SET k.lock = 0
WITH k, k.createdAt IS NULL OR k.createdAt < $oldest AS mine
FOREACH (_ IN CASE WHEN mine THEN [1] ELSE [] END | SET k.createdAt = $now, k.hash = $hash, k.answer = null)
RETURN mine, k.hash AS hash, k.answer AS answer
