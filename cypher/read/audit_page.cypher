// What was done, newest first: to a record, by somebody, or at all. The part at which the page before ended comes again.
// Parameters: $query of the full-text index for a record, or null; $record its id, or null; $by who, or null; $since the first instant; $until the last;
//   $untilId the last id at that instant; $limit how many parts
// Columns: id, at, by, token, request, entries
CALL () {
  WITH 1 AS _ WHERE $query IS NOT NULL
  CALL db.index.fulltext.queryNodes('audit_records', $query) YIELD node AS a
  WITH a
  WHERE ($by IS NULL OR a.by = $by) AND a.at >= $since AND a.at <= $until AND (a.at < $until OR a.id <= $untilId)
  RETURN a ORDER BY a.at DESC, a.id DESC LIMIT $limit
  UNION
  WITH 1 AS _ WHERE $query IS NULL AND $by IS NOT NULL
  MATCH (a:Audit)
  WHERE a.by = $by AND a.at >= $since AND a.at <= $until AND (a.at < $until OR a.id <= $untilId)
  RETURN a ORDER BY a.at DESC, a.id DESC LIMIT $limit
  UNION
  WITH 1 AS _ WHERE $query IS NULL AND $by IS NULL
  MATCH (a:Audit)
  WHERE a.at >= $since AND a.at <= $until AND (a.at < $until OR a.id <= $untilId)
  RETURN a ORDER BY a.at DESC, a.id DESC LIMIT $limit
}
RETURN a.id AS id, a.at AS at, a.by AS by, a.token AS token, a.request AS request,
  [i IN range(0, size(a.entries) - 1) WHERE $record IS NULL OR a.entries[i] CONTAINS $record | {index: i, text: a.entries[i]}] AS entries
ORDER BY at DESC, id DESC
