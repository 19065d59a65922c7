// The contacts closest to a contact, by ties with or without a strength, whom an active user knows who is open to introductions, at most five: the contact itself
// first where one of us knows it. They are looked for ring by ring, at most four ties away and no further than it takes to find
// five; a ring has no users in it, because whoever is beyond one is further away than the contact before it, whom that user knows.
// Parameters: $target id of the contact; $asOf the day;
//   $seesAccounts, $seesContacts, $seesTies, $me what the viewer sees
// Columns: person, distance, userName
MATCH (target:Contact {id: $target})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(target.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH target, [target] AS ring0, COLLECT {
  MATCH (user:User)
  WHERE user.id STARTS WITH 'usr_' AND ($seesTies IS NULL OR any(whom IN user.belongsTo WHERE whom IN $seesTies)) AND user.active AND (user.leftOn IS NULL OR user.leftOn > $asOf)
    AND (coalesce(user.introductions = 'open', true) OR user.id = $me OR $me = 'system')
  RETURN user
} AS users
WITH *, COLLECT {
  UNWIND ring0 AS someone
  MATCH (someone)-[tie:KNOWS]-(user:User)
  WHERE user IN users AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  WITH someone, min(user.name) AS userName
  ORDER BY someone.id
  LIMIT 5
  RETURN {contact: someone, distance: 0, userName: userName}
} AS known0
WITH *, COLLECT {
  UNWIND ring0 AS someone
  MATCH (someone)-[tie:KNOWS]-(next:Contact)
  WHERE size(known0) < 5 AND ($seesContacts IS NULL OR any(whom IN coalesce(next.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesTies IS NULL OR size($seesTies) > 0)
    AND NOT next IN ring0 AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  RETURN DISTINCT next
} AS ring1
WITH *, known0 + COLLECT {
  UNWIND ring1 AS someone
  MATCH (someone)-[tie:KNOWS]-(user:User)
  WHERE user IN users AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  WITH someone, min(user.name) AS userName
  ORDER BY someone.id
  LIMIT 5
  RETURN {contact: someone, distance: 1, userName: userName}
} AS known1
WITH *, COLLECT {
  UNWIND ring1 AS someone
  MATCH (someone)-[tie:KNOWS]-(next:Contact)
  WHERE size(known1) < 5 AND ($seesContacts IS NULL OR any(whom IN coalesce(next.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesTies IS NULL OR size($seesTies) > 0)
    AND NOT next IN ring0 AND NOT next IN ring1 AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  RETURN DISTINCT next
} AS ring2
WITH *, known1 + COLLECT {
  UNWIND ring2 AS someone
  MATCH (someone)-[tie:KNOWS]-(user:User)
  WHERE user IN users AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  WITH someone, min(user.name) AS userName
  ORDER BY someone.id
  LIMIT 5
  RETURN {contact: someone, distance: 2, userName: userName}
} AS known2
WITH *, COLLECT {
  UNWIND ring2 AS someone
  MATCH (someone)-[tie:KNOWS]-(next:Contact)
  WHERE size(known2) < 5 AND ($seesContacts IS NULL OR any(whom IN coalesce(next.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesTies IS NULL OR size($seesTies) > 0)
    AND NOT next IN ring1 AND NOT next IN ring2 AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  RETURN DISTINCT next
} AS ring3
WITH *, known2 + COLLECT {
  UNWIND ring3 AS someone
  MATCH (someone)-[tie:KNOWS]-(user:User)
  WHERE user IN users AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  WITH someone, min(user.name) AS userName
  ORDER BY someone.id
  LIMIT 5
  RETURN {contact: someone, distance: 3, userName: userName}
} AS known3
WITH *, COLLECT {
  UNWIND ring3 AS someone
  MATCH (someone)-[tie:KNOWS]-(next:Contact)
  WHERE size(known3) < 5 AND ($seesContacts IS NULL OR any(whom IN coalesce(next.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesTies IS NULL OR size($seesTies) > 0)
    AND NOT next IN ring2 AND NOT next IN ring3 AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  RETURN DISTINCT next
} AS ring4
WITH *, known3 + COLLECT {
  UNWIND ring4 AS someone
  MATCH (someone)-[tie:KNOWS]-(user:User)
  WHERE user IN users AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  WITH someone, min(user.name) AS userName
  ORDER BY someone.id
  LIMIT 5
  RETURN {contact: someone, distance: 4, userName: userName}
} AS known4
UNWIND known4[..5] AS known
WITH known.contact AS contact, known.distance AS distance, known.userName AS userName
WITH contact, distance, userName, COLLECT {
  MATCH (contact)-[held:HOLDS]->(seat:Position)-[at:AT]->(account:Account)
  WHERE (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts)) THEN {title: seat.title, accountId: account.id, accountName: account.name} END AS post
  ORDER BY held.primary DESC, coalesce(held.since, date('0001-01-01')) DESC, seat.id
  LIMIT 1
}[0] AS primary
RETURN {id: contact.id, kind: 'contact', name: contact.name, title: primary.title, accountId: primary.accountId, accountName: primary.accountName} AS person,
  distance, userName
ORDER BY distance, contact.id
