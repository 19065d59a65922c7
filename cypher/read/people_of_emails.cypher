// Who has e-mail addresses, contacts and users.
// Parameters: $emails lower case;
//   $seesContacts what the viewer sees
// Columns: email, id, name
UNWIND $emails AS email
MATCH (:Email {address: email})<-[:HAS_EMAIL]-(p:Person)
WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
RETURN email, p.id AS id, p.name AS name ORDER BY email, id
