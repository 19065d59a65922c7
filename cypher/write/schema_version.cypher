// The version of the graph's schema; the first service to come writes its own. The node is the lock of ownership too.
// Parameters: $version the version that this service writes and understands
// Columns: version
MERGE (s:Schema {id: 'kith'})
ON CREATE SET s.version = $version
RETURN s.version AS version
