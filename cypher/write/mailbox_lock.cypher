// Takes the lock of a user's mailbox, and answers whether it may be read on its user's word, or was stopped.
// Parameters: $id the user
// Columns: agreed, stopped
MERGE (m:Mailbox {userId: $id})
SET m.lock = 0
RETURN coalesce(m.agreed, false) AS agreed, coalesce(m.stopped, false) AS stopped
