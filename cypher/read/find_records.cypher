// Finds records by id, or by what a source calls them; those that are not there have no row.
// Parameters: $wanted list of {kind, source (null: id is Kith's own), id}
// Columns: kind, source, id, found
UNWIND $wanted AS wanted
CALL (wanted) {
  WITH wanted WHERE wanted.source IS NOT NULL
  MATCH (:ExternalId {kind: wanted.kind, source: wanted.source, externalId: wanted.id})-[:IDENTIFIES]->(n:!Deleted)
  RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'account'
  MATCH (n:Account {id: wanted.id}) RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'contact'
  MATCH (n:Contact {id: wanted.id}) RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'user'
  MATCH (n:User {id: wanted.id}) RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'unit'
  MATCH (n:Unit {id: wanted.id}) RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'role'
  MATCH (n:Role {id: wanted.id}) RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'opportunity'
  MATCH (n:Opportunity {id: wanted.id}) RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'product'
  MATCH (n:Product {id: wanted.id}) RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'position'
  MATCH (n:Position {id: wanted.id}) RETURN n.id AS found
  UNION
  WITH wanted WHERE wanted.source IS NULL AND wanted.kind = 'relationType'
  MATCH (n:RelationType {id: wanted.id}) RETURN n.id AS found
}
RETURN wanted.kind AS kind, wanted.source AS source, wanted.id AS id, found
