// How many ties there are, all in all; Neo4j keeps that number.
// Parameters: none
// Columns: ties
MATCH ()-[k:KNOWS]->()
RETURN count(k) AS ties
