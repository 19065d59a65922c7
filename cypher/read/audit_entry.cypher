// One entry of the audit.
// Parameters: $id of its part; $index in it
// Columns: id, at, by, token, request, entries
MATCH (a:Audit {id: $id})
WHERE $index < size(a.entries)
RETURN a.id AS id, a.at AS at, a.by AS by, a.token AS token, a.request AS request, [{index: $index, text: a.entries[$index]}] AS entries
