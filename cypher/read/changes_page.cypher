// Changes from an instant on, in the order of their time, with how many of their entries are of some kinds.
// Parameters: $from the instant; $kinds the kinds, null for all; $limit how many changes; $overlap milliseconds in which changes can come late
// Columns: id, at, count, settled
MATCH (c:Change)
WHERE c.at >= $from
WITH c ORDER BY c.at, c.id LIMIT $limit
RETURN c.id AS id, c.at AS at,
  size([entry IN c.entries WHERE NOT entry STARTS WITH 'view ' AND ($kinds IS NULL OR split(entry, ' ')[0] IN $kinds)]) AS count,
  c.at < datetime.realtime() - duration({milliseconds: $overlap}) AS settled
