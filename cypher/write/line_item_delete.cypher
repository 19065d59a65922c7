// Takes a product out of a deal.
// Parameters: $opportunityId the deal; $productId the product
// Columns: id, type, from, to, properties
MATCH (o:Opportunity {id: $opportunityId})
MATCH (o)-[r:INCLUDES]->(p:Product)
WHERE p.id = $productId
WITH r, r.id AS id, properties(r) AS properties
DELETE r
RETURN id, 'INCLUDES' AS type, $opportunityId AS from, $productId AS to, properties
