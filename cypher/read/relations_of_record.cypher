// How many relations of each type would go along with a record: those to and from other records, without what is a field of the
// record itself.
// Parameters: $kind the kind's word; $id the record; $fields types of its own relationships that are fields of it
// Columns: type, count
CALL () {
  WITH 1 AS _ WHERE $kind = 'account'
  MATCH (n:Account {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'contact'
  MATCH (n:Contact {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'user'
  MATCH (n:User {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'unit'
  MATCH (n:Unit {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'role'
  MATCH (n:Role {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'opportunity'
  MATCH (n:Opportunity {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'product'
  MATCH (n:Product {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'position'
  MATCH (n:Position {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'relationType'
  MATCH (n:RelationType {id: $id})-[r]-(:!(Deleted|ExternalId))
  WHERE NOT (startNode(r) = n AND type(r) IN $fields)
  RETURN DISTINCT r, type(r) AS type
  UNION
  WITH 1 AS _ WHERE $kind = 'relationType'
  MATCH (:Account|Person)-[r:RELATED_TO {type: $id}]->(:Account|Person)
  RETURN r, 'RELATED_TO' AS type
}
RETURN type, count(r) AS count
ORDER BY type
