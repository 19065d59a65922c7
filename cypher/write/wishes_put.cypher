// Writes what a user lets others see and ask.
// Parameters: $id the user; $introductions open, askFirst or closed; $introductionLimit how often within 30 days, or null; $shareTies none or details
// Columns: id
MATCH (u:User {id: $id})
SET u.introductions = $introductions, u.introductionLimit = $introductionLimit, u.shareTies = $shareTies
RETURN u.id AS id
