// The accounts with the given ids, in their order; those that are not there are left out.
// Parameters: $ids the records;
//   $seesAccounts what the viewer sees
// Columns: id, createdAt, updatedAt, version, name, legalName, website, industry, employees, annualRevenue, currency, class, phone, address, domains, ownerId, externalIds, custom
UNWIND range(0, size($ids) - 1) AS i
MATCH (n:Account {id: $ids[i]})
WHERE ($seesAccounts IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesAccounts))
WITH i, n ORDER BY i
RETURN n.id AS id, n.createdAt AS createdAt, n.updatedAt AS updatedAt, n.version AS version, n.name AS name,
  n.legalName AS legalName, n.website AS website, n.industry AS industry, n.employees AS employees,
  n.annualRevenue AS annualRevenue, n.currency AS currency, n.class AS class, n.phone AS phone,
  n {.street, .city, .region, .postalCode, .country} AS address,
  COLLECT { MATCH (n)-[r:HAS_DOMAIN]->(d:Domain) RETURN d.name ORDER BY r.index } AS domains,
  COLLECT { MATCH (n)-[:OWNED_BY]->(to:User) RETURN to {.id} }[0] AS ownerId,
  COLLECT { MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY r.index } AS externalIds,
  [name IN keys(n) WHERE name STARTS WITH 'custom.' | [substring(name, 7), n[name]]] AS custom
