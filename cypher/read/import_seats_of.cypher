// The position that a person holds in an account on a day, the primary one where there are several.
// Parameters: $pairs list of {person, account}; $asOf the day
// Columns: person, account, id
UNWIND $pairs AS pair
MATCH (p:Person {id: pair.person})-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account {id: pair.account})
WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
WITH pair, s ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id
RETURN pair.person AS person, pair.account AS account, collect(s.id)[0] AS id
