// A page of interactions in the order of their ids.
// Each gives rows of the export's files: a column's value is what is named after it, or else the property of that name in camel case.
// Parameters: $after the last id of the page before, empty at the beginning; $limit how many
// Columns: id, files
MATCH (n:Interaction) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
WITH n, COLLECT {
  MATCH (p:Person)-[r:TOOK_PART]->(n)
  RETURN {as: r.as, person: CASE WHEN p:User THEN 'user:' + p.id ELSE p.id END} ORDER BY p.id
} AS parts
RETURN n.id AS id, {
  interactions: [n {.*, kith_id: n.id, id: n.externalId,
    from: [part IN parts WHERE part.as = 'from' | part.person],
    to: [part IN parts WHERE part.as = 'to' | part.person],
    cc: [part IN parts WHERE part.as = 'cc' | part.person],
    organizer: [part IN parts WHERE part.as = 'organizer' | part.person],
    attendee: [part IN parts WHERE part.as = 'attendee' | part.person]}]
} AS files
