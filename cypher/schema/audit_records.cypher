// Finds what was done by the records that it was done to: ids are words.
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX audit_records IF NOT EXISTS
FOR (n:Audit) ON EACH [n.records]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
