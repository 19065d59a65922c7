// Ends the sessions and takes back the tokens and links of those users who are deleted or not active any more.
// Parameters: $users ids; $today the day
// Columns: none
UNWIND $users AS id
WITH DISTINCT id
WHERE NOT EXISTS { MATCH (u:User {id: id}) WHERE u.active AND (u.leftOn IS NULL OR u.leftOn > $today) }
CALL (id) {
  MATCH (n:Session {userId: id}) RETURN n
  UNION
  MATCH (n:Token {userId: id}) RETURN n
  UNION
  MATCH (n:SignInLink {userId: id}) RETURN n
}
DETACH DELETE n
