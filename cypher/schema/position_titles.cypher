// Finds positions by words and beginnings of words in their titles, accents folded.
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX position_titles IF NOT EXISTS
FOR (n:Position) ON EACH [n.title]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
