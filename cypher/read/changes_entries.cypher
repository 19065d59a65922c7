// Entries of changes that are of some kinds, part by part.
// Parameters: $parts list of {id, from, to} of entries of these kinds; $kinds the kinds, null for all
// Columns: id, at, entries
UNWIND $parts AS part
MATCH (c:Change {id: part.id})
RETURN c.id AS id, c.at AS at,
  [entry IN c.entries WHERE NOT entry STARTS WITH 'view ' AND ($kinds IS NULL OR split(entry, ' ')[0] IN $kinds)][part.from..part.to] AS entries
