// Gives interactions other external ids.
// Parameters: $items list of {id, externalId}
// Columns: none
UNWIND $items AS item
MATCH (i:Interaction {id: item.id})
SET i.externalId = item.externalId
