// Whether one who follows the ties has loaded them anew since a change that asks for it.
// Parameters: $id of the change
// Columns: answered
MATCH (c:Change {id: $id})
RETURN c.answered IS NOT NULL AS answered
