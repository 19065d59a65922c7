// The positions of an account that a contact holds on a day or is to hold later.
// Parameters: $contactId the contact; $accountId the account; $asOf the day
// Columns: id
MATCH (:Contact {id: $contactId})-[h:HOLDS]->(s:Position)-[:AT]->(:Account {id: $accountId})
WHERE h.until IS NULL OR h.until > $asOf
RETURN DISTINCT s.id AS id
ORDER BY id
