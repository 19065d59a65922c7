// Finds mails that are due.
// Parameters: none
// Columns: none
CREATE INDEX mail_due IF NOT EXISTS
FOR (n:Mail) ON (n.dueAt)
