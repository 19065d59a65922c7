// Which ids of our own there are.
// Parameters: $ids of records of any kind
// Columns: id
UNWIND $ids AS id
MATCH (n:Account|Person|Unit|Position|Opportunity|Product|RelationType {id: id})
RETURN n.id AS id
