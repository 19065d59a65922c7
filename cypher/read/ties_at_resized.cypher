// The ties among people who work or worked at accounts that become large or cease to be, by the number of employees that they are about to get:
// employment in common is worth half at a large one.
// Parameters: $sizes list of {id, employees (or null: as many as there are positions)}; $large the most people of one that is not large
// Columns: a, b
UNWIND $sizes AS size
MATCH (account:Account {id: size.id})
WITH size, account, COUNT { (account)<-[:AT]-() } AS positions
WHERE (coalesce(account.employees, positions) > $large) <> (coalesce(size.employees, positions) > $large)
MATCH (account)<-[:AT]-(:Position)<-[:HOLDS]-(a:Person)
WITH DISTINCT account, a
MATCH (a)-[:KNOWS]->(b:Person)
WHERE EXISTS { (b)-[:HOLDS]->(:Position)-[:AT]->(account) }
RETURN DISTINCT a.id AS a, b.id AS b
