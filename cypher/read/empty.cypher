// Whether there is no account at all.
// Parameters: none
// Columns: empty
MATCH (a:Account)
RETURN count(a) = 0 AS empty
