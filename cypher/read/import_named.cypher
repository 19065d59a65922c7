// Units and roles by name, relation types by name or forward or backward word in any letter case. They are few.
// Parameters: none
// Columns: kind, id, name, forward, backward
CALL () {
  MATCH (n:Unit) RETURN 'unit' AS kind, n
  UNION ALL
  MATCH (n:Role) RETURN 'role' AS kind, n
  UNION ALL
  MATCH (n:RelationType) RETURN 'relationType' AS kind, n
}
RETURN kind, n.id AS id, n.name AS name, n.forward AS forward, n.backward AS backward
