// Places the members of a deal's buying centre whom the viewer sees anew on its map: those that the list has, and no others of them. Whoever is no
// such member keeps their place, or gets none.
// Parameters: $id of the opportunity; $places list of {contactId, x, y}; $asOf today; $now this instant; $by who;
//   $seesContacts what the viewer sees
// Columns: none
MATCH (o:Opportunity {id: $id})
WITH o, COLLECT {
  MATCH (p:Contact)-[i:INVOLVED_IN]->(o)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
    AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
  RETURN DISTINCT p
} AS members
CALL (o, members) {
  UNWIND members AS p
  MATCH (p)-[at:PLACED_IN]->(o)
  DELETE at
}
CALL (o, members) {
  UNWIND members AS p
  UNWIND [place IN $places WHERE place.contactId = p.id] AS place
  CREATE (p)-[:PLACED_IN {x: place.x, y: place.y}]->(o)
}
SET o.placementVersion = coalesce(o.placementVersion, 0) + 1, o.placedAt = $now, o.placedBy = $by
