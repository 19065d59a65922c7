// The sessions of a user that have not ended, the one used last first.
// Parameters: $user whose; $now this instant; $unused the instant since which a session has been used that goes on
// Columns: id, createdAt, lastUsedAt, expiresAt, userAgent
MATCH (s:Session {userId: $user})
WHERE s.expiresAt > $now AND s.lastUsedAt > $unused
RETURN s.id AS id, s.createdAt AS createdAt, s.lastUsedAt AS lastUsedAt, s.expiresAt AS expiresAt, s.userAgent AS userAgent
ORDER BY lastUsedAt DESC, id
