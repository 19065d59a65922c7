// Ids of contacts in their order, for whole walks.
// Parameters: $after the last id before, empty at the beginning; $limit how many;
//   $seesContacts what the viewer sees
// Columns: id
MATCH (n:Contact) WHERE n.id > $after AND ($seesContacts IS NULL OR any(whom IN coalesce(n.belongsTo, ['*']) WHERE whom IN $seesContacts))
RETURN n.id AS id
ORDER BY id LIMIT $limit
