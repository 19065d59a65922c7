// Which users have e-mail addresses.
// Parameters: $emails lower case
// Columns: text, id
UNWIND $emails AS email
MATCH (u:User {email: email})
RETURN email AS text, u.id AS id
