// Ids of opportunities in their order, for whole walks.
// Parameters: $after the last id before, empty at the beginning; $limit how many;
//   $seesOpportunities what the viewer sees
// Columns: id
MATCH (n:Opportunity) WHERE n.id > $after AND ($seesOpportunities IS NULL OR any(whom IN n.belongsTo WHERE whom IN $seesOpportunities))
RETURN n.id AS id
ORDER BY id LIMIT $limit
