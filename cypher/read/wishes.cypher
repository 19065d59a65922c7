// What a user lets others see and ask.
// Parameters: $id the user
// Columns: introductions, introductionLimit, shareTies
MATCH (u:User {id: $id})
RETURN coalesce(u.introductions, 'open') AS introductions, u.introductionLimit AS introductionLimit, coalesce(u.shareTies, 'none') AS shareTies
