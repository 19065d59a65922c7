// A deal and who is in its buying centre on a day, in the order of their names.
// Parameters: $id of the deal; $asOf the day
// Columns: opportunity, members
MATCH (o:Opportunity {id: $id})
RETURN {id: o.id, name: o.name} AS opportunity, COLLECT {
  MATCH (o)<-[r:INVOLVED_IN]-(c:Contact)
  WHERE (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
  WITH DISTINCT c
  RETURN c.id ORDER BY c.name, c.id
} AS members
