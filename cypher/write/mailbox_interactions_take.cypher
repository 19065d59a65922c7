// Takes interactions back that a user's mailbox gave: those that nothing else gave go, of the others the mark.
// Parameters: $id the user; $gone, $kept ids of interactions
// Columns: none
MATCH (m:Mailbox {userId: $id})
CALL (m) {
  UNWIND $kept AS id
  MATCH (i:Interaction {id: id})-[from:CAME_FROM]->(m)
  DELETE from
}
CALL () {
  UNWIND $gone AS id
  MATCH (i:Interaction {id: id})
  DETACH DELETE i
}
