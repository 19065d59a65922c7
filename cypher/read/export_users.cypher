// A page of users in the order of their ids, with what they have said of their mailboxes.
// Each gives rows of the export's files: a column's value is what is named after it, or else the property of that name in camel case.
// Parameters: $after the last id of the page before, empty at the beginning; $limit how many
// Columns: id, files
MATCH (n:User) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, {
  users: [n {.*, kith_id: n.id,
    external_ids: COLLECT { MATCH (n)<-[i:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY i.index },
    unit: COLLECT { MATCH (n)-[:MEMBER_OF]->(unit:Unit) RETURN unit.id ORDER BY unit.id }[0],
    role: COLLECT { MATCH (n)-[:HAS_ROLE]->(role:Role) RETURN role.name ORDER BY role.name }[0]}],
  mailboxes: COLLECT { MATCH (m:Mailbox {userId: n.id}) RETURN m {.*, user_email: n.email} }
} AS files
