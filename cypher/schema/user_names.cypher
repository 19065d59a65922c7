// Finds users by words and beginnings of words in their names, accents folded.
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX user_names IF NOT EXISTS
FOR (n:User) ON EACH [n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
