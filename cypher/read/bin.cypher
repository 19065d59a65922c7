// What is in the bin, the latest first: the records that were deleted, without what went along with them. What was merged into another is not.
// Parameters: $prefix of the ids of a kind, empty for all; $q part of a name in lower case, empty for all; $until the latest instant; $untilId ids at that
//   instant come before it; $limit how many
// Columns: id, name, deletedAt, deletedBy, deletedByName, along
MATCH (n:Deleted)
WHERE n.deletedAt <= $until AND n.deletedWith = n.id AND n.mergedInto IS NULL AND n.id STARTS WITH $prefix
  AND (n.deletedAt < $until OR n.id < $untilId) AND ($q = '' OR toLower(coalesce(n.name, n.title, '')) CONTAINS $q)
WITH n ORDER BY n.deletedAt DESC, n.id DESC LIMIT $limit
RETURN n.id AS id, coalesce(n.name, n.title) AS name, n.deletedAt AS deletedAt, n.deletedBy AS deletedBy,
  COLLECT { MATCH (u:User {id: n.deletedBy}) RETURN u.name }[0] AS deletedByName,
  COUNT { MATCH (along:Deleted {deletedWith: n.id}) WHERE along <> n } AS along
