// A deal and who is in its buying centre on a day, in the order of their names.
// Parameters: $id of the deal; $asOf the day;
//   $seesContacts, $seesOpportunities what the viewer sees
// Columns: opportunity, members
MATCH (o:Opportunity {id: $id})
WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities))
RETURN {id: o.id, name: o.name} AS opportunity, COLLECT {
  MATCH (o)<-[r:INVOLVED_IN]-(c:Contact)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
  WITH DISTINCT c
  RETURN c.id ORDER BY c.name, c.id
} AS members
