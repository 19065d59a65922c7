// Puts the built-in roles in place, with the rules that this build gives them; where they are so already, nothing changes.
// Parameters: $rows list of {id, name, properties}; $now this instant
// Columns: none
UNWIND $rows AS row
MERGE (r:Role {name: row.name})
ON CREATE SET r.id = row.id, r.createdAt = $now, r.updatedAt = $now, r.version = 1
SET r += row.properties
