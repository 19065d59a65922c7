// Takes a product out of a deal.
// Parameters: $opportunityId the deal; $productId the product
// Columns: id
MATCH (o:Opportunity {id: $opportunityId})
MATCH (o)-[r:INCLUDES]->(p:Product)
WHERE p.id = $productId
WITH r, r.id AS id
DELETE r
RETURN id
