// Gives the relationships of a record that is about to be merged other ids: their copies have theirs, and so have the copies of those when the next is
// merged.
// Parameters: $id the record
// Columns: none
MATCH (n:Account|Contact {id: $id})-[r:HOLDS|INVOLVED_IN|WORKS_ON|INFLUENCES|RELATED_TO|SUBSIDIARY_OF|TIE_SOURCE]-(:Position|Opportunity|Person|Account|Deleted)
SET r.id = '~' + n.id + ' ' + r.id
