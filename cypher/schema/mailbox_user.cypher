// One Mailbox for a user.
// Parameters: none
// Columns: none
CREATE CONSTRAINT mailbox_user IF NOT EXISTS
FOR (n:Mailbox) REQUIRE n.userId IS UNIQUE
