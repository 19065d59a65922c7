// What records are called that the audit speaks of: a relation type by its forward word, a position by its title, a program by its token.
// Parameters: $ids of records of any kind
// Columns: id, name
UNWIND $ids AS id
MATCH (n:Account|Person|Position|Opportunity|Product|Unit|RelationType|Token {id: id})
RETURN n.id AS id, coalesce(n.forward, n.name, n.title, CASE WHEN n:Position THEN 'without a title' ELSE '' END) AS name
