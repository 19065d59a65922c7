// The custom fields that the records of each kind have.
// Parameters: none
// Columns: kind, names
CALL () {
  MATCH (n:Unit) WHERE n.id > ''
  UNWIND keys(n) AS name
  WITH DISTINCT name WHERE name STARTS WITH 'custom.'
  RETURN 'units' AS kind, collect(substring(name, 7)) AS names
  UNION ALL
  MATCH (n:User) WHERE n.id > ''
  UNWIND keys(n) AS name
  WITH DISTINCT name WHERE name STARTS WITH 'custom.'
  RETURN 'users' AS kind, collect(substring(name, 7)) AS names
  UNION ALL
  MATCH (n:RelationType) WHERE n.id > ''
  UNWIND keys(n) AS name
  WITH DISTINCT name WHERE name STARTS WITH 'custom.'
  RETURN 'relation_types' AS kind, collect(substring(name, 7)) AS names
  UNION ALL
  MATCH (n:Account) WHERE n.id > ''
  UNWIND keys(n) AS name
  WITH DISTINCT name WHERE name STARTS WITH 'custom.'
  RETURN 'accounts' AS kind, collect(substring(name, 7)) AS names
  UNION ALL
  MATCH (n:Contact) WHERE n.id > ''
  UNWIND keys(n) AS name
  WITH DISTINCT name WHERE name STARTS WITH 'custom.'
  RETURN 'contacts' AS kind, collect(substring(name, 7)) AS names
  UNION ALL
  MATCH (n:Position) WHERE n.id > ''
  UNWIND keys(n) AS name
  WITH DISTINCT name WHERE name STARTS WITH 'custom.'
  RETURN 'positions' AS kind, collect(substring(name, 7)) AS names
  UNION ALL
  MATCH (n:Product) WHERE n.id > ''
  UNWIND keys(n) AS name
  WITH DISTINCT name WHERE name STARTS WITH 'custom.'
  RETURN 'products' AS kind, collect(substring(name, 7)) AS names
  UNION ALL
  MATCH (n:Opportunity) WHERE n.id > ''
  UNWIND keys(n) AS name
  WITH DISTINCT name WHERE name STARTS WITH 'custom.'
  RETURN 'opportunities' AS kind, collect(substring(name, 7)) AS names
}
RETURN kind, names
