// How many active users can sign in and have a role that administers.
// Parameters: $today the day
// Columns: count
MATCH (r:Role) WHERE r.name = 'administrator' OR 'administer' IN r.permissions
MATCH (u:User)-[:HAS_ROLE]->(r)
WHERE u.active AND (u.leftOn IS NULL OR u.leftOn > $today) AND EXISTS { MATCH (c:Credential) WHERE c.userId = u.id }
RETURN count(DISTINCT u) AS count
