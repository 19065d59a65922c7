// An account of which it was never written down whom it belongs to, or none.
// Parameters: none
// Columns: id
MATCH (a:Account)
WHERE a.id > '' AND a.belongsTo IS NULL
RETURN a.id AS id LIMIT 1
