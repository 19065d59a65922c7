// Writes line items of deals, one for each product, and answers what that changed, and what it was before.
// Parameters: $items list of {index, opportunityId, productId, quantity, unitPrice, discount, total, created (properties of a new one)}; $now the instant
// Columns: index, id, updatedAt, status, before
UNWIND $items AS item
MATCH (o:Opportunity {id: item.opportunityId})
WITH item, o
MATCH (p:Product {id: item.productId})
MERGE (o)-[r:INCLUDES]->(p)
ON CREATE SET r = item.created
WITH item, r, r {.quantity, .unitPrice, .discount, .total} AS before, CASE
  WHEN r.updatedAt IS NULL THEN 'created'
  WHEN coalesce(r.quantity = item.quantity, r.quantity IS NULL AND item.quantity IS NULL) AND coalesce(r.unitPrice = item.unitPrice, r.unitPrice IS NULL AND item.unitPrice IS NULL)
    AND coalesce(r.discount = item.discount, r.discount IS NULL AND item.discount IS NULL) THEN 'unchanged'
  ELSE 'changed'
END AS status
FOREACH (change IN CASE status WHEN 'unchanged' THEN [] ELSE [item] END |
  SET r.quantity = change.quantity, r.unitPrice = change.unitPrice, r.discount = change.discount, r.total = change.total, r.updatedAt = $now)
RETURN item.index AS index, r.id AS id, r.updatedAt AS updatedAt, status, before
