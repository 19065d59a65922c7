// A page of opportunities in the order of their ids, with their line items, teams, buying centres and maps.
// Each gives rows of the export's files: a column's value is what is named after it, or else the property of that name in camel case.
// Parameters: $after the last id of the page before, empty at the beginning; $limit how many
// Columns: id, files
MATCH (n:Opportunity) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, {
  opportunities: [n {.*, kith_id: n.id,
    external_ids: COLLECT { MATCH (n)<-[i:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY i.index },
    account_id: COLLECT { MATCH (n)-[:FOR]->(a:Account) RETURN a.id }[0],
    owner_email: COLLECT { MATCH (n)-[:OWNED_BY]->(u:User) RETURN u.email ORDER BY u.id }[0]}],
  line_items: COLLECT {
    MATCH (n)-[r:INCLUDES]->(p:Product)
    RETURN r {.*, kith_id: r.id, opportunity_id: n.id, product_id: p.id} ORDER BY p.id, r.id
  },
  opportunity_team: COLLECT {
    MATCH (n)<-[r:WORKS_ON]-(u:User)
    RETURN r {.*, kith_id: r.id, opportunity_id: n.id, user_email: u.email} ORDER BY u.id, r.id
  },
  buying_center: COLLECT {
    MATCH (n)<-[r:INVOLVED_IN]-(c:Contact)
    RETURN r {.*, kith_id: r.id, opportunity_id: n.id, contact_id: c.id} ORDER BY c.id, r.id
  },
  placements: COLLECT {
    MATCH (n)<-[r:PLACED_IN]-(c:Contact)
    RETURN r {.*, opportunity_id: n.id, contact_id: c.id} ORDER BY c.id
  }
} AS files
