// Begins a session, and ends those of its user that are too many: the expired first, then the longest unused.
// Parameters: $id of it; $hash of its secret; $user whose; $now this instant; $expiresAt when it ends at the latest; $userAgent what the browser says
//   that it is; $most how many sessions a user has
// Columns: none
CALL () {
  MATCH (old:Session {userId: $user})
  WITH old ORDER BY old.expiresAt > $now DESC, old.lastUsedAt DESC SKIP $most - 1
  DETACH DELETE old
}
CREATE (:Session {id: $id, hash: $hash, userId: $user, createdAt: $now, lastUsedAt: $now, expiresAt: $expiresAt, userAgent: $userAgent})
