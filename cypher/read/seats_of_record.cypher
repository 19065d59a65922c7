// The positions that go with a record: itself, or those of an account.
// Parameters: $id a position or an account
// Columns: id
CALL () {
  MATCH (s:Position {id: $id})
  RETURN s
  UNION
  MATCH (:Account {id: $id})<-[:AT]-(s:Position)
  RETURN s
}
RETURN s.id AS id
