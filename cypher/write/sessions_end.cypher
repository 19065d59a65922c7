// Ends sessions of a user.
// Parameters: $user whose; $ids which, null for all; $keep the id of one that goes on, or empty
// Columns: id
MATCH (s:Session {userId: $user})
WHERE ($ids IS NULL OR s.id IN $ids) AND s.id <> $keep
WITH s, s.id AS id
DETACH DELETE s
RETURN id
