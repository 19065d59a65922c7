// Finds units by words and beginnings of words in their names, accents folded.
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX unit_names IF NOT EXISTS
FOR (n:Unit) ON EACH [n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
