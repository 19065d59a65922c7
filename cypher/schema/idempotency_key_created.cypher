// Finds the keys that are old enough to go.
// Parameters: none
// Columns: none
CREATE INDEX idempotency_key_created IF NOT EXISTS
FOR (n:IdempotencyKey) ON (n.createdAt)
