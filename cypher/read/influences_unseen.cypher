// Those of influences that are for a deal which the viewer does not see.
// Parameters: $ids of influences;
//   $seesOpportunities what the viewer sees
// Columns: id
UNWIND $ids AS id
MATCH (:Contact|Account)-[r:INFLUENCES {id: id}]->(:Contact)
WHERE r.opportunityId IS NOT NULL
  AND NOT EXISTS { MATCH (o:Opportunity {id: r.opportunityId}) WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) }
RETURN id
