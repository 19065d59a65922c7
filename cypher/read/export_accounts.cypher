// A page of accounts in the order of their ids, with their parents, teams, and the influences and relations that start at them.
// Each gives rows of the export's files: a column's value is what is named after it, or else the property of that name in camel case.
// Parameters: $after the last id of the page before, empty at the beginning; $limit how many
// Columns: id, files
MATCH (n:Account) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, {
  accounts: [n {.*, kith_id: n.id,
    external_ids: COLLECT { MATCH (n)<-[i:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY i.index },
    domain: COLLECT { MATCH (n)-[r:HAS_DOMAIN]->(d:Domain) RETURN d.name ORDER BY r.index },
    owner_email: COLLECT { MATCH (n)-[:OWNED_BY]->(u:User) RETURN u.email ORDER BY u.id }[0]}],
  subsidiaries: COLLECT {
    MATCH (n)-[r:SUBSIDIARY_OF]->(to:Account)
    RETURN r {.*, kith_id: r.id, child_id: n.id, parent_id: to.id} ORDER BY to.id, r.id
  },
  account_team: COLLECT {
    MATCH (n)<-[r:WORKS_ON]-(u:User)
    RETURN r {.*, kith_id: r.id, account_id: n.id, user_email: u.email} ORDER BY u.id, r.id
  },
  influences: COLLECT {
    MATCH (n)-[r:INFLUENCES]->(to:Contact)
    WHERE r.opportunityId IS NULL OR EXISTS { MATCH (:Opportunity {id: r.opportunityId}) }
    RETURN r {.*, kith_id: r.id, from_id: 'account:' + n.id, to_id: to.id} ORDER BY to.id, r.id
  },
  relations: COLLECT {
    MATCH (n)-[r:RELATED_TO]->(to:Account|Person)
    MATCH (type:RelationType {id: r.type})
    RETURN r {.*, kith_id: r.id, from_id: 'account:' + n.id, type: type.name,
      to_id: CASE WHEN to:User THEN 'user:' + to.id WHEN to:Account THEN 'account:' + to.id ELSE to.id END} ORDER BY to.id, r.id
  }
} AS files
