// Who sees a private contact, who owns it, and who of our users beside the owner knows it or owns a deal that it is involved in.
// Parameters: $id the contact;
//   $seesContacts what the viewer sees
// Columns: private, ownerId, others
MATCH (c:Contact {id: $id})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH c, COLLECT { MATCH (c)-[:OWNED_BY]->(owner:User) RETURN owner.id }[0] AS ownerId
RETURN c.private AS private, ownerId, COLLECT {
  MATCH (c)-[:KNOWS]-(u:User)
  WHERE u.id <> coalesce(ownerId, '')
  RETURN u.id AS id
  UNION
  MATCH (c)-[:INVOLVED_IN]->(:Opportunity)-[:OWNED_BY]->(u:User)
  WHERE u.id <> coalesce(ownerId, '')
  RETURN u.id AS id
} AS others
