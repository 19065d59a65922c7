// The oldest interactions before an instant, by what their sources call them. One in which somebody took part who is in the bin waits until they are back or
// gone.
// Parameters: $before the instant; $limit how many
// Columns: source, externalId
MATCH (i:Interaction)
WHERE i.at < $before AND NOT EXISTS { (i)<-[:TOOK_PART]-(:Deleted) }
RETURN i.source AS source, i.externalId AS externalId
ORDER BY i.at
LIMIT $limit
