// Finds products by words and beginnings of words in their names, accents folded.
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX product_names IF NOT EXISTS
FOR (n:Product) ON EACH [n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
