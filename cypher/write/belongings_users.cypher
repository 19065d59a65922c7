// Writes down what users belong to, themselves and their unit, and answers the ids of the records that a user owns whose unit is another one now:
// they belong to the same.
// Parameters: $ids of users
// Columns: accounts, contacts, opportunities
UNWIND $ids AS id
MATCH (u:User {id: id})
WITH u, [u.id] + COLLECT { MATCH (u)-[:MEMBER_OF]->(unit:Unit) RETURN unit.id ORDER BY unit.id } AS belongsTo
WHERE u.belongsTo IS NULL OR u.belongsTo <> belongsTo
SET u.belongsTo = belongsTo
WITH collect(u) AS moved
RETURN
  COLLECT { UNWIND moved AS u MATCH (u)<-[:OWNED_BY]-(n:Account) RETURN n.id } AS accounts,
  COLLECT { UNWIND moved AS u MATCH (u)<-[:OWNED_BY]-(n:Contact) RETURN n.id } AS contacts,
  COLLECT { UNWIND moved AS u MATCH (u)<-[:OWNED_BY]-(n:Opportunity) RETURN n.id } AS opportunities
