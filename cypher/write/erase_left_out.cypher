// Takes addresses of who is erased out of what users leave out of their mailboxes.
// Parameters: $emails the addresses
// Columns: none
MATCH (m:Mailbox)
WHERE any(address IN m.addresses WHERE address IN $emails)
SET m.addresses = [address IN m.addresses WHERE NOT address IN $emails]
