// Where members stand on the maps of deals.
// Parameters: $pairs list of {opportunityId, contactId}
// Columns: opportunityId, contactId, x, y
UNWIND $pairs AS pair
MATCH (c:Contact {id: pair.contactId})
WITH pair, c
MATCH (c)-[at:PLACED_IN]->(o:Opportunity {id: pair.opportunityId})
RETURN DISTINCT o.id AS opportunityId, c.id AS contactId, at.x AS x, at.y AS y
