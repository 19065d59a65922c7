// Takes mails out of the outbox that have been in it for too long.
// Parameters: $before the instant
// Columns: dropped
MATCH (m:Mail)
WHERE m.at < $before
DETACH DELETE m
RETURN count(*) AS dropped
