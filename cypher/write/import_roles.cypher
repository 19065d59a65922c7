// Makes roles that are not there yet.
// Parameters: $rows list of {id, name}; $now this instant
// Columns: none
UNWIND $rows AS row
MERGE (r:Role {name: row.name})
ON CREATE SET r.id = row.id, r.createdAt = $now, r.updatedAt = $now, r.version = 1
