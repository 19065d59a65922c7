// Puts hashes on the suppression list.
// Parameters: $hashes of identifiers; $now this instant
// Columns: none
UNWIND $hashes AS hash
MERGE (s:Suppression {hash: hash})
ON CREATE SET s.at = $now
