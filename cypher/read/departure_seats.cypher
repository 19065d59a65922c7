// The positions of an account that a contact holds on a day or is to hold later.
// Parameters: $contactId the contact; $accountId the account; $asOf the day
// Columns: id, title, accountId
MATCH (:Contact {id: $contactId})-[h:HOLDS]->(s:Position)-[:AT]->(a:Account {id: $accountId})
WHERE h.until IS NULL OR h.until > $asOf
WITH DISTINCT s, a
RETURN s.id AS id, s.title AS title, a.id AS accountId
ORDER BY id
