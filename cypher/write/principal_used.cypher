// Notes that a session or a token is used.
// Parameters: $id of it; $now this instant
// Columns: none
CALL () {
  MATCH (n:Session {id: $id}) RETURN n
  UNION
  MATCH (n:Token {id: $id}) RETURN n
}
SET n.lastUsedAt = $now
