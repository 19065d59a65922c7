// Takes a link away.
// Parameters: $hash of its secret
// Columns: none
MATCH (l:SignInLink {hash: $hash})
DETACH DELETE l
