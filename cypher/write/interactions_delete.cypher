// Deletes interactions. What they say of ties is kept there.
// Parameters: $ids of them
// Columns: none
UNWIND $ids AS id
MATCH (i:Interaction {id: id})
DETACH DELETE i
