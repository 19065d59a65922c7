// Takes everybody out of interactions that are about to be written anew.
// Parameters: $ids of them
// Columns: none
UNWIND $ids AS id
MATCH (:Interaction {id: id})<-[old:TOOK_PART]-(:Person)
DELETE old
