// Where the members of a deal's buying centre on a day stand on its map, as far as somebody placed them. One row, or none where there is no such deal.
// Parameters: $id of the opportunity; $asOf day;
//   $seesContacts, $seesOpportunities what the viewer sees
// Columns: version, places
MATCH (o:Opportunity {id: $id})
WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities))
RETURN coalesce(o.placementVersion, 0) AS version, COLLECT {
  MATCH (o)<-[at:PLACED_IN]-(p:Contact)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
    AND EXISTS { MATCH (p)-[i:INVOLVED_IN]->(o) WHERE (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf) }
  RETURN {contactId: p.id, x: at.x, y: at.y} ORDER BY p.id
} AS places
