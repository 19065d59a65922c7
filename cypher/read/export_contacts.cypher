// A page of contacts in the order of their ids.
// Each gives rows of the export's files: a column's value is what is named after it, or else the property of that name in camel case.
// Parameters: $after the last id of the page before, empty at the beginning; $limit how many
// Columns: id, files
MATCH (n:Contact) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, {
  contacts: [n {.*, kith_id: n.id, phone: n.phones,
    external_ids: COLLECT { MATCH (n)<-[i:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY i.index },
    email: COLLECT { MATCH (n)-[r:HAS_EMAIL]->(e:Email) RETURN e.address ORDER BY r.index },
    owner_email: COLLECT { MATCH (n)-[:OWNED_BY]->(u:User) RETURN u.email ORDER BY u.id }[0]}],
  private_contacts: COLLECT { UNWIND coalesce(n.private, []) AS whose MATCH (u:User {id: whose}) RETURN {contact_id: n.id, user_email: u.email} }
} AS files
