// What sources call the interactions that contacts took part in, where it can hold an address.
// Parameters: $ids the contacts
// Columns: id, source, externalId
UNWIND $ids AS id
MATCH (n:Contact|Deleted {id: id})-[:TOOK_PART]->(i:Interaction)
WHERE i.externalId CONTAINS '@'
RETURN DISTINCT i.id AS id, i.source AS source, i.externalId AS externalId
