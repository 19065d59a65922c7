// Places members on the maps of deals; the others stay where they are.
// Parameters: $places list of {opportunityId, contactId, x, y}
// Columns: none
UNWIND $places AS place
MATCH (o:Opportunity {id: place.opportunityId})
WITH place, o
MATCH (c:Contact {id: place.contactId})
MERGE (c)-[at:PLACED_IN]->(o)
SET at.x = place.x, at.y = place.y, o.placementVersion = coalesce(o.placementVersion, 0) + 1
