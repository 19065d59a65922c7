// Notes what a transaction changed, as its last statement: for whoever follows, who finds it by its time, Neo4j's own, and for the audit.
// Parameters: $id of the note; $entries what changed, each as words: kind, action, id, and of a tie or an influence the two people's ids; $audit list of
//   {id, records (ids with spaces between), entries (edits as JSON)}; $by who; $token the token that they came with; $request the request or command
// Columns: none
WITH datetime.realtime() AS at
FOREACH (_ IN CASE WHEN size($entries) > 0 THEN [1] ELSE [] END | CREATE (:Change {id: $id, at: at, entries: $entries}))
FOREACH (part IN $audit | CREATE (:Audit {id: part.id, at: at, by: $by, token: $token, request: $request, records: part.records, entries: part.entries}))
