// How long the suppression list is.
// Parameters: none
// Columns: size
MATCH (s:Suppression)
RETURN count(s) AS size
