// Puts in what an export says of positions' places in their accounts.
// Parameters: $rows list of {id (of the position), properties}
// Columns: none
UNWIND $rows AS row
MATCH (s:Position {id: row.id})-[at:AT]->(:Account)
SET at += row.properties
