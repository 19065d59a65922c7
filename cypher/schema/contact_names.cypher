// Finds contacts by words and beginnings of words in their names, accents folded.
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX contact_names IF NOT EXISTS
FOR (n:Contact) ON EACH [n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
