// The open deals of an account with their key players, and the ties that a strong path from a user of ours to one of them can
// consist of: at most three, each and their product at least $least. They are followed from the key players outwards, each from
// its end near the key player; a way ends at the first user, as the rest of it is a better path. What groups is in a CALL: a COLLECT
// would group by the lists outside it too. One row, or none where there is no such account.
// Parameters: $id of the account; $least product of strengths; $asOf the day;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: account, deals, ties
MATCH (account:Account {id: $id})
WHERE ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts))
WITH account, COLLECT {
  MATCH (account)<-[:FOR]-(deal:Opportunity)<-[i:INVOLVED_IN]-(key:Contact)
  WHERE deal.status = 'open' AND ($seesOpportunities IS NULL OR any(whom IN deal.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesContacts IS NULL OR any(whom IN coalesce(key.belongsTo, ['*']) WHERE whom IN $seesContacts))
    AND (i.politicalStatus = 'innerCircle' OR any(role IN i.roles WHERE role IN ['decisionMaker', 'approver', 'economicBuyer']))
    AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
  RETURN DISTINCT key
} AS keys
WITH account, keys, COLLECT {
  UNWIND keys AS near
  MATCH (near)-[tie:KNOWS]-(far:Person)
  WHERE tie.strength >= $least AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
    AND CASE WHEN far:User THEN ($seesTies IS NULL OR any(whom IN far.belongsTo WHERE whom IN $seesTies)) ELSE ($seesContacts IS NULL OR any(whom IN coalesce(far.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesTies IS NULL OR size($seesTies) > 0) END
    AND (far:Contact OR far.active AND (far.leftOn IS NULL OR far.leftOn > $asOf))
  RETURN {near: near, far: far, strength: tie.strength, score: tie.strength}
} AS first
CALL (keys, first) {
  UNWIND first AS step
  WITH step.far AS near, max(step.score) AS score
  WHERE near:Contact AND NOT near IN keys
  MATCH (near)-[tie:KNOWS]-(far:Person)
  WHERE score * tie.strength >= $least AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
    AND CASE WHEN far:User THEN ($seesTies IS NULL OR any(whom IN far.belongsTo WHERE whom IN $seesTies)) ELSE ($seesContacts IS NULL OR any(whom IN coalesce(far.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND ($seesTies IS NULL OR size($seesTies) > 0) END
    AND (far:Contact OR far.active AND (far.leftOn IS NULL OR far.leftOn > $asOf))
  RETURN collect({near: near, far: far, strength: tie.strength, score: score * tie.strength}) AS second
}
CALL (keys, second) {
  UNWIND second AS step
  WITH step.far AS near, max(step.score) AS score
  WHERE near:Contact AND NOT near IN keys
  MATCH (near)-[tie:KNOWS]-(far:User)
  WHERE score * tie.strength >= $least AND (NOT tie.muted OR $me IN tie.private)
    AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
    AND ($seesTies IS NULL OR any(whom IN far.belongsTo WHERE whom IN $seesTies)) AND far.active AND (far.leftOn IS NULL OR far.leftOn > $asOf)
  RETURN collect({near: near, far: far, strength: tie.strength}) AS third
}
RETURN account {.id, .name} AS account,
  COLLECT {
    MATCH (account)<-[:FOR]-(deal:Opportunity)
    WHERE deal.status = 'open' AND ($seesOpportunities IS NULL OR any(whom IN deal.belongsTo WHERE whom IN $seesOpportunities))
    RETURN {
      opportunity: {id: deal.id, name: deal.name, accountId: account.id, status: deal.status, value: deal.value, currency: deal.currency},
      keyPlayers: COLLECT {
        MATCH (deal)<-[i:INVOLVED_IN]-(key:Contact)
        WHERE key IN keys
          AND (i.politicalStatus = 'innerCircle' OR any(role IN i.roles WHERE role IN ['decisionMaker', 'approver', 'economicBuyer']))
          AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
        RETURN {id: key.id, roles: coalesce(i.roles, []), attitude: i.attitude}
      }
    }
  } AS deals,
  [step IN first + second + third | {near: step.near.id, far: step.far.id, strength: step.strength}] AS ties
