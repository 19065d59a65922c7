// Whether Neo4j answers, and which schema its graph has (null before the first start).
// Parameters: none
// Columns: version
OPTIONAL MATCH (s:Schema {id: 'kith'})
RETURN s.version AS version
