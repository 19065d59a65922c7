// A user's places in the team around an account or opportunity, of any time.
// Parameters: $id the account or opportunity; $userId the user
// Columns: id, since, until, updatedAt, state
MATCH (:User {id: $userId})-[r:WORKS_ON]->(n:Account|Opportunity)
WHERE n.id = $id
RETURN r.id AS id, r.since AS since, r.until AS until, r.updatedAt AS updatedAt, {as: r.as, access: r.access} AS state
ORDER BY since, id
