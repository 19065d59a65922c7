// What records belong to, deleted ones too; a position to what its account does.
// Parameters: $ids of records
// Columns: id, belongsTo
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Account {id: id})
  RETURN n.belongsTo AS belongsTo
UNION ALL
  MATCH (n:Contact {id: id})
  RETURN coalesce(n.belongsTo, ['*']) AS belongsTo
UNION ALL
  MATCH (n:Opportunity {id: id})
  RETURN n.belongsTo AS belongsTo
UNION ALL
  MATCH (n:Deleted {id: id})
  RETURN coalesce(n.belongsTo, COLLECT { MATCH (n)-[:AT]->(a:Account|Deleted) RETURN a.belongsTo }[0]) AS belongsTo
UNION ALL
  MATCH (n:User {id: id})
  RETURN n.belongsTo AS belongsTo
UNION ALL
  MATCH (n:Position {id: id})-[:AT]->(a:Account)
  RETURN a.belongsTo AS belongsTo
}
RETURN id, coalesce(belongsTo, []) AS belongsTo
