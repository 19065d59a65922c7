// Writes what a user says of Kith's reading their mailbox; who agrees starts again what they had stopped. Answers whether they had agreed before.
// Parameters: $id the user; $agreed; $addresses, $domains, $folders what is left out
// Columns: agreed
MATCH (u:User {id: $id})
MERGE (m:Mailbox {userId: u.id})
WITH m, coalesce(m.agreed, false) AS agreed
SET m.agreed = $agreed, m.stopped = CASE WHEN $agreed THEN false ELSE m.stopped END, m.addresses = $addresses, m.domains = $domains, m.folders = $folders
RETURN agreed
