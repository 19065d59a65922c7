// Finds relation types by words and beginnings of words in their names, accents folded.
// Parameters: none
// Columns: none
CREATE FULLTEXT INDEX relation_type_names IF NOT EXISTS
FOR (n:RelationType) ON EACH [n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
