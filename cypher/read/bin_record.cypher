// A record in the bin with what went along with it, and what stands against its coming back: external ids and other keys that have been given
// away, and a record in the bin that it is a part of.
// Parameters: $id the record
// Columns: id, name, mergedInto, records, externalIds, email, typeName, part
MATCH (n:Deleted {id: $id})
WHERE n.deletedWith = n.id
RETURN n.id AS id, coalesce(n.name, n.title) AS name, n.mergedInto AS mergedInto,
  COLLECT { MATCH (along:Deleted {deletedWith: n.id}) RETURN along.id } AS records,
  COLLECT {
    MATCH (along:Deleted {deletedWith: n.id})<-[:IDENTIFIES]-(x:Deleted)
    MATCH (taken:ExternalId {kind: x.kind, source: x.source, externalId: x.externalId})-[:IDENTIFIES]->(by:!Deleted)
    RETURN {source: x.source, id: x.externalId, by: by.id} LIMIT 10
  } AS externalIds,
  COLLECT { MATCH (u:User {email: n.email}) WHERE 'User' IN n.deletedLabels RETURN u.id }[0] AS email,
  COLLECT { MATCH (t:RelationType {name: n.name}) WHERE 'RelationType' IN n.deletedLabels RETURN t.id }[0] AS typeName,
  COLLECT { MATCH (n)-[:AT|FOR]->(of:Deleted) WHERE of.id STARTS WITH 'acc_' RETURN of.id }[0] AS part
