// How strong we are at accounts: the deals that we won there, and the people who work there whom an active user of ours knows well,
// with the positions they ever held there. Besides, the ties to some people, however weak. The strongest tie to each.
// It looks from the people to our users, or from our users to the people, whichever are likely to have fewer ties: half of all people
// have 14 or more.
// What groups is in a CALL: a COLLECT would group by the lists outside it too, which takes longer than the rest.
// Parameters: $accounts their ids; $people ids; $least strength of a tie to somebody known well; $asOf the day;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: deals, known
MATCH (user:User)
WHERE user.id STARTS WITH 'usr_' AND ($seesTies IS NULL OR any(whom IN user.belongsTo WHERE whom IN $seesTies)) AND user.active AND (user.leftOn IS NULL OR user.leftOn > $asOf)
WITH collect(user) AS users, sum(COUNT { (user)-[:KNOWS]-() }) AS ties
WITH users, ties, COLLECT {
  UNWIND $accounts AS id
  MATCH (account:Account {id: id})
  WHERE ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts))
  RETURN account
} AS accounts
CALL (accounts) {
  CALL (accounts) {
    UNWIND accounts AS account
    MATCH (account)<-[at:AT]-(:Position)<-[held:HOLDS]-(person:Contact)
    WHERE ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
      AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
    RETURN person
    UNION ALL
    UNWIND $people AS id
    MATCH (person:Contact {id: id})
    WHERE ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts))
    RETURN person
  }
  RETURN collect(DISTINCT person) AS people
}
WITH users, accounts, people, 14 * size(people) < ties AS fewPeople
CALL (users, accounts, people, fewPeople) {
  CALL (users, people, fewPeople) {
    UNWIND people AS person
    MATCH (person)-[tie:KNOWS]-(user:User)
    WHERE fewPeople AND user IN users AND tie.strength IS NOT NULL AND (NOT tie.muted OR $me IN tie.private)
      AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
    RETURN person, user, tie.strength AS strength
    UNION ALL
    UNWIND users AS user
    MATCH (user)-[tie:KNOWS]-(person:Contact)
    WHERE NOT fewPeople AND person IN people AND tie.strength IS NOT NULL AND (NOT tie.muted OR $me IN tie.private)
      AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
    RETURN person, user, tie.strength AS strength
  }
  WITH person, user, strength ORDER BY strength DESC, user.id
  WITH person, collect({strength: strength, userId: user.id, userName: user.name})[0] AS tie
  RETURN collect({id: person.id, tie: tie, holdings: COLLECT {
    MATCH (person)-[held:HOLDS]->(:Position)-[at:AT]->(employer:Account)
    WHERE tie.strength >= $least AND employer IN accounts
    RETURN {accountId: employer.id, accountName: employer.name, days: held {.since, .until}, seat: at {.since, .until}}
  }}) AS known
}
RETURN COLLECT {
  UNWIND accounts AS account
  MATCH (account)<-[:FOR]-(deal:Opportunity)
  WHERE deal.status = 'won' AND ($seesOpportunities IS NULL OR any(whom IN deal.belongsTo WHERE whom IN $seesOpportunities))
  RETURN {id: deal.id, name: deal.name, accountId: account.id, status: deal.status, value: deal.value, currency: deal.currency}
} AS deals, known
