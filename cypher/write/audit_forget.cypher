// Puts entries of the audit in place of others, that are the same without what a person's erasure takes out.
// Parameters: $parts list of {id, entries}
// Columns: none
UNWIND $parts AS part
MATCH (a:Audit {id: part.id})
SET a.entries = part.entries
