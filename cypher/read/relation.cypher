// One relation.
// Parameters: $id the relation;
//   $seesAccounts, $seesContacts what the viewer sees
// Columns: from, to, type, id, since, until, note, updatedAt
MATCH (from:Person|Account)-[r:RELATED_TO {id: $id}]->(to:Person|Account)
WHERE CASE WHEN from:Account THEN ($seesAccounts IS NULL OR any(whom IN from.belongsTo WHERE whom IN $seesAccounts)) ELSE ($seesContacts IS NULL OR from:User OR any(whom IN coalesce(from.belongsTo, ['*']) WHERE whom IN $seesContacts)) END
  AND CASE WHEN to:Account THEN ($seesAccounts IS NULL OR any(whom IN to.belongsTo WHERE whom IN $seesAccounts)) ELSE ($seesContacts IS NULL OR to:User OR any(whom IN coalesce(to.belongsTo, ['*']) WHERE whom IN $seesContacts)) END
RETURN from.id AS from, to.id AS to, r.type AS type, r.id AS id, r.since AS since, r.until AS until, r.note AS note, r.updatedAt AS updatedAt
