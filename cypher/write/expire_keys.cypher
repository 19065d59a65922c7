// Removes idempotency keys that count no more, at most 1,000 at once.
// Parameters: $oldest 24 h ago
// Columns: none
MATCH (k:IdempotencyKey) WHERE k.createdAt < $oldest
WITH k LIMIT 1000
DELETE k
