// Ids of positions in their order, for whole walks.
// Parameters: $after the last id before, empty at the beginning; $limit how many;
//   $seesAccounts what the viewer sees
// Columns: id
MATCH (n:Position) WHERE n.id > $after AND EXISTS { MATCH (n)-[:AT]->(a:Account) WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) }
RETURN n.id AS id
ORDER BY id LIMIT $limit
