// How many records an export walks: each person twice, as a record and for the ties.
// Parameters: none
// Columns: records
CALL () {
  MATCH (n:Unit) RETURN count(n) AS some
  UNION ALL
  MATCH (n:User) RETURN count(n) AS some
  UNION ALL
  MATCH (n:RelationType) RETURN count(n) AS some
  UNION ALL
  MATCH (n:Account) RETURN count(n) AS some
  UNION ALL
  MATCH (n:Contact) RETURN count(n) AS some
  UNION ALL
  MATCH (n:Position) RETURN count(n) AS some
  UNION ALL
  MATCH (n:Product) RETURN count(n) AS some
  UNION ALL
  MATCH (n:Opportunity) RETURN count(n) AS some
  UNION ALL
  MATCH (n:Person) RETURN count(n) AS some
  UNION ALL
  MATCH (n:Interaction) RETURN count(n) AS some
}
RETURN sum(some) AS records
