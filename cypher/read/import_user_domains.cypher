// The domains of our users' addresses.
// Parameters: none
// Columns: domain
MATCH (u:User)
WHERE u.email CONTAINS '@'
RETURN DISTINCT split(u.email, '@')[1] AS domain
