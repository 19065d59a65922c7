// What was done to some records between two instants, newest first: the entries that speak of one of them.
// Parameters: $query of the full-text index for the records; $ids theirs; $since the first instant; $before the first one after; $limit how many parts
// Columns: id, at, by, token, request, entries
CALL db.index.fulltext.queryNodes('audit_records', $query) YIELD node AS a
WITH a
WHERE a.at >= $since AND a.at < $before
WITH a ORDER BY a.at DESC, a.id DESC LIMIT $limit
RETURN a.id AS id, a.at AS at, a.by AS by, a.token AS token, a.request AS request,
  [i IN range(0, size(a.entries) - 1) WHERE any(id IN $ids WHERE a.entries[i] CONTAINS id) | {index: i, text: a.entries[i]}] AS entries
ORDER BY at DESC, id DESC
