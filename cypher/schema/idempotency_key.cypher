// One answer for a principal's key.
// Parameters: none
// Columns: none
CREATE CONSTRAINT idempotency_key IF NOT EXISTS
FOR (n:IdempotencyKey) REQUIRE (n.principal, n.key) IS UNIQUE
