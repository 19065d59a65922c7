// Who influences whom among the people of an account and of the buying centre of one of its deals, the outsiders who influence them
// too: influences in general and for the deal, in force on the day, the heaviest of each pair, whatever its effect. The deal is the one
// asked for, else the open one of most value. Beside it the influence that is asserted in the deal. Accounts that influence are left
// out. One row, or none where there is no such account.
// Parameters: $id of the account; $opportunityId of the deal, or empty; $asOf the day;
//   $seesAccounts, $seesContacts, $seesOpportunities what the viewer sees
// Columns: account, opportunity, opportunityFound, asserted, influences
MATCH (account:Account {id: $id})
WHERE ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts))
OPTIONAL MATCH (asked:Opportunity {id: $opportunityId})
WHERE ($seesOpportunities IS NULL OR any(whom IN asked.belongsTo WHERE whom IN $seesOpportunities))
WITH account, asked, coalesce(asked, COLLECT {
  MATCH (account)<-[:FOR]-(open:Opportunity)
  WHERE $opportunityId = '' AND open.status = 'open' AND ($seesOpportunities IS NULL OR any(whom IN open.belongsTo WHERE whom IN $seesOpportunities))
  RETURN open ORDER BY coalesce(open.value, -1) DESC, open.id LIMIT 1
}[0]) AS deal
WITH account, asked, deal, COLLECT {
  MATCH (account)<-[at:AT]-(:Position)<-[held:HOLDS]-(person:Contact)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN person
  UNION
  MATCH (deal)<-[i:INVOLVED_IN]-(person:Contact)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
  RETURN person
} AS people
CALL (deal, people) {
  UNWIND people AS person
  MATCH (person)<-[i:INFLUENCES]-(by:Contact)
  WHERE by <> person AND ($seesContacts IS NULL OR any(whom IN coalesce(by.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (i.opportunityId IS NULL OR i.opportunityId = deal.id)
    AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
  WITH by, person, max(coalesce(i.weight, 1)) AS weight
  RETURN collect({from: by.id, to: person.id, weight: weight}) AS influences
}
RETURN account {.id, .name} AS account, deal {.id, .name} AS opportunity, asked IS NOT NULL AS opportunityFound,
  COLLECT {
    MATCH (deal)<-[i:INVOLVED_IN]-(person:Contact)
    WHERE i.influence IS NOT NULL AND ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
    RETURN {id: person.id, influence: i.influence}
  } AS asserted, influences
