// Takes a token back.
// Parameters: $id the token; $user whose it must be, null for anybody's
// Columns: id
MATCH (t:Token {id: $id})
WHERE $user IS NULL OR t.userId = $user
WITH t, t.id AS id
DETACH DELETE t
RETURN id
