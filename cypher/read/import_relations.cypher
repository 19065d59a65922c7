// What is said between pairs of records, of one type of relationship, of any time.
// Parameters: $type of relationship; $pairs list of {from, to}
// Columns: from, to, properties
UNWIND $pairs AS pair
MATCH (a:Account|Person|Position|Opportunity {id: pair.from})
WITH pair, a
MATCH (b:Account|Person|Position|Opportunity|Product {id: pair.to})
WITH a, b
MATCH (a)-[r:WORKS_ON|INVOLVED_IN|INCLUDES|INFLUENCES|RELATED_TO]->(b)
WHERE type(r) = $type
RETURN a.id AS from, b.id AS to, properties(r) AS properties
