// How strong we are at accounts: the deals that we won there, and the people who ever worked there whom an active user of ours knows
// well, with the positions they held there. Besides, the ties to some people, however weak. The strongest tie to each.
// Parameters: $accounts their ids; $people ids; $least strength of a tie to somebody known well; $asOf the day
// Columns: deals, known
RETURN COLLECT {
  UNWIND $accounts AS id
  MATCH (account:Account {id: id})<-[:FOR]-(deal:Opportunity)
  WHERE deal.status = 'won'
  RETURN {id: deal.id, name: deal.name, accountId: account.id, status: deal.status, value: deal.value, currency: deal.currency}
} AS deals, COLLECT {
  // From our users outwards: they have far fewer ties than all the people of these accounts.
  MATCH (user:User)-[tie:KNOWS]-(person:Contact)
  WHERE user.id STARTS WITH 'usr_' AND user.active AND (user.leftOn IS NULL OR user.leftOn > $asOf)
    AND tie.strength IS NOT NULL AND NOT tie.muted AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
  WITH person, user, tie.strength AS strength ORDER BY strength DESC, user.id
  WITH person, collect({strength: strength, userId: user.id, userName: user.name})[0] AS tie
  WITH person, tie, COLLECT {
    MATCH (person)-[held:HOLDS]->(:Position)-[at:AT]->(employer:Account)
    WHERE tie.strength >= $least AND employer.id IN $accounts
    RETURN {accountId: employer.id, accountName: employer.name, days: held {.since, .until}, seat: at {.since, .until}}
  } AS holdings
  WHERE size(holdings) > 0 OR person.id IN $people
  RETURN {id: person.id, tie: tie, holdings: holdings}
} AS known
