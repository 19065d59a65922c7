// Who may lead from elsewhere into an account or its family (its parent, children, and other children of the parent): the people who
// work in the family on the day, ever worked at the account, or are related to it, each with all positions ever held, the relations to
// accounts in force, and the accounts of the deals that we won with them. People who were never anywhere but at the account are left
// out. One row, or none where there is no such account.
// Parameters: $id of the account; $asOf the day;
//   $seesAccounts, $seesContacts, $seesOpportunities what the viewer sees
// Columns: account, family, people
MATCH (account:Account {id: $id})
WHERE ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts))
WITH account, COLLECT {
  MATCH (account)-[owned:SUBSIDIARY_OF]-(relative:Account)
  WHERE ($seesAccounts IS NULL OR any(whom IN relative.belongsTo WHERE whom IN $seesAccounts)) AND (owned.since IS NULL OR owned.since <= $asOf) AND (owned.until IS NULL OR owned.until > $asOf)
  RETURN relative
  UNION
  MATCH (account)-[owned:SUBSIDIARY_OF]->(parent:Account)<-[sister:SUBSIDIARY_OF]-(relative:Account)
  WHERE ($seesAccounts IS NULL OR any(whom IN parent.belongsTo WHERE whom IN $seesAccounts)) AND ($seesAccounts IS NULL OR any(whom IN relative.belongsTo WHERE whom IN $seesAccounts)) AND (owned.since IS NULL OR owned.since <= $asOf) AND (owned.until IS NULL OR owned.until > $asOf)
    AND (sister.since IS NULL OR sister.since <= $asOf) AND (sister.until IS NULL OR sister.until > $asOf)
  RETURN relative
} AS family
WITH account, family, COLLECT {
  UNWIND family AS branch
  MATCH (branch)<-[at:AT]-(:Position)<-[held:HOLDS]-(person:Contact)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN person
  UNION
  MATCH (account)<-[:AT]-(:Position)<-[:HOLDS]-(person:Contact)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts))
  RETURN person
  UNION
  MATCH (account)-[related:RELATED_TO]-(person:Contact)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (related.since IS NULL OR related.since <= $asOf) AND (related.until IS NULL OR related.until > $asOf)
  RETURN person
} AS people
RETURN account {.id, .name} AS account, [branch IN family | branch.id] AS family, COLLECT {
  UNWIND people AS person
  WITH person, account, COLLECT {
    MATCH (person)-[held:HOLDS]->(:Position)-[at:AT]->(employer:Account)
    WHERE ($seesAccounts IS NULL OR any(whom IN employer.belongsTo WHERE whom IN $seesAccounts))
    RETURN {accountId: employer.id, accountName: employer.name, days: held {.since, .until}, seat: at {.since, .until}}
  } AS holdings, COLLECT {
    MATCH (person)-[related:RELATED_TO]-(other:Account)
    WHERE ($seesAccounts IS NULL OR any(whom IN other.belongsTo WHERE whom IN $seesAccounts)) AND (related.since IS NULL OR related.since <= $asOf) AND (related.until IS NULL OR related.until > $asOf)
    OPTIONAL MATCH (type:RelationType {id: related.type})
    RETURN {accountId: other.id, accountName: other.name, days: related {.since, .until},
      label: CASE WHEN startNode(related) = person OR type.symmetric THEN type.forward ELSE type.backward END}
  } AS relations
  WHERE any(there IN holdings + relations WHERE there.accountId <> account.id)
  RETURN {id: person.id, holdings: holdings, relations: relations, won: COLLECT {
    MATCH (person)-[:INVOLVED_IN]->(deal:Opportunity)-[:FOR]->(customer:Account)
    WHERE deal.status = 'won' AND ($seesOpportunities IS NULL OR any(whom IN deal.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesAccounts IS NULL OR any(whom IN customer.belongsTo WHERE whom IN $seesAccounts))
    RETURN DISTINCT customer.id
  }}
} AS people
