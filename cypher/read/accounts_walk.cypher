// Ids of accounts in their order, for whole walks.
// Parameters: $after the last id before, empty at the beginning; $limit how many;
//   $seesAccounts what the viewer sees
// Columns: id
MATCH (n:Account) WHERE n.id > $after AND ($seesAccounts IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesAccounts))
RETURN n.id AS id
ORDER BY id LIMIT $limit
