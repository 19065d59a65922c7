// What other systems call records, deleted ones too.
// Parameters: $ids of records
// Columns: id, externalIds
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Account {id: id})
  RETURN n
  UNION ALL
  MATCH (n:Person {id: id})
  RETURN n
  UNION ALL
  MATCH (n:Position {id: id})
  RETURN n
  UNION ALL
  MATCH (n:Opportunity {id: id})
  RETURN n
  UNION ALL
  MATCH (n:Product {id: id})
  RETURN n
  UNION ALL
  MATCH (n:Unit {id: id})
  RETURN n
  UNION ALL
  MATCH (n:RelationType {id: id})
  RETURN n
  UNION ALL
  MATCH (n:Deleted {id: id})
  RETURN n
}
RETURN id, COLLECT {
  MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId|Deleted)
  RETURN {source: x.source, id: x.externalId} ORDER BY r.index
} AS externalIds
