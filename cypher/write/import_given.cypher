// Notes what a source gave last of records that it knows.
// Parameters: $kind as ExternalId has it; $rows list of {source, externalId, given}
// Columns: none
UNWIND $rows AS row
MATCH (x:ExternalId {kind: $kind, source: row.source, externalId: row.externalId})
SET x.given = row.given
