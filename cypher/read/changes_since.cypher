// Changes younger than a time span before an instant, or before now.
// Parameters: $from the instant or null; $span milliseconds
// Columns: id, at
MATCH (c:Change)
WHERE c.at > coalesce($from, datetime.realtime()) - duration({milliseconds: $span})
RETURN c.id AS id, c.at AS at
ORDER BY c.at, c.id
