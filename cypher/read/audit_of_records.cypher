// The parts of the audit that speak of records, some at a time.
// Parameters: $query of the full-text index; $after the id of the last part before; $limit how many
// Columns: id, entries
CALL db.index.fulltext.queryNodes('audit_records', $query) YIELD node AS a
WITH a
WHERE a.id > $after
RETURN a.id AS id, a.entries AS entries
ORDER BY id LIMIT $limit
