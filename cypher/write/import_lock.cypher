// Takes the locks of accounts, so that nobody else draws lines in them meanwhile.
// Parameters: $ids of accounts, sorted, so that two clients never wait for each other
// Columns: none
UNWIND $ids AS id
MATCH (a:Account {id: id})
SET a.lock = 0
