// The people inside an account who could speak for us and, if asked for, those outside: who are related to the account, held a seat
// there before, or hold one in its parent, a child of it or another child of the parent. For each of them what their standing rests
// on and which key players they reach: those of the deal or, without one, of the account's open deals. Enemies and blockers of the
// deal, and those who are enemies in general where the deal says nothing, are left out.
// Parameters: $id id of the account; $opportunityId id of the deal, or empty; $outside whether those outside are asked for too; $asOf
// the day; $seats, $relations, $influences whether the viewer reads any positions, relations and influences;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: opportunityFound, people, keyPlayers
MATCH (account:Account {id: $id})
WHERE ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts))
OPTIONAL MATCH (deal:Opportunity {id: $opportunityId})
WHERE ($seesOpportunities IS NULL OR any(whom IN deal.belongsTo WHERE whom IN $seesOpportunities))
WITH account, deal, COLLECT {
  MATCH (account)<-[at:AT]-(:Position)<-[held:HOLDS]-(person:Contact)
  WHERE $seats AND ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN person
  UNION
  MATCH (account)-[related:RELATED_TO]-(person:Contact)
  WHERE $outside AND $relations AND ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (related.since IS NULL OR related.since <= $asOf) AND (related.until IS NULL OR related.until > $asOf)
  RETURN person
  UNION
  MATCH (account)<-[:AT]-(:Position)<-[held:HOLDS]-(person:Contact)
  WHERE $outside AND $seats AND ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND held.until <= $asOf
  RETURN person
  UNION
  MATCH (account)-[owned:SUBSIDIARY_OF]-(relative:Account)<-[at:AT]-(:Position)<-[held:HOLDS]-(person:Contact)
  WHERE $outside AND $seats AND ($seesAccounts IS NULL OR any(whom IN relative.belongsTo WHERE whom IN $seesAccounts)) AND ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (owned.since IS NULL OR owned.since <= $asOf) AND (owned.until IS NULL OR owned.until > $asOf)
    AND (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN person
  UNION
  MATCH (account)-[owned:SUBSIDIARY_OF]->(parent:Account)<-[sister:SUBSIDIARY_OF]-(relative:Account)<-[at:AT]-(:Position)<-[held:HOLDS]-(person:Contact)
  WHERE $outside AND $seats AND ($seesAccounts IS NULL OR any(whom IN relative.belongsTo WHERE whom IN $seesAccounts)) AND ($seesContacts IS NULL OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (owned.since IS NULL OR owned.since <= $asOf) AND (owned.until IS NULL OR owned.until > $asOf)
    AND ($seesAccounts IS NULL OR any(whom IN parent.belongsTo WHERE whom IN $seesAccounts))
    AND (sister.since IS NULL OR sister.since <= $asOf) AND (sister.until IS NULL OR sister.until > $asOf)
    AND (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN person
} AS people, COLLECT {
  MATCH (deal)<-[i:INVOLVED_IN]-(key:Contact)
  WHERE ($seesContacts IS NULL OR any(whom IN coalesce(key.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (i.politicalStatus = 'innerCircle' OR any(role IN i.roles WHERE role IN ['decisionMaker', 'approver', 'economicBuyer']))
    AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
  RETURN key
  UNION
  MATCH (account)<-[:FOR]-(open:Opportunity)<-[i:INVOLVED_IN]-(key:Contact)
  WHERE deal IS NULL AND open.status = 'open' AND ($seesOpportunities IS NULL OR any(whom IN open.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesContacts IS NULL OR any(whom IN coalesce(key.belongsTo, ['*']) WHERE whom IN $seesContacts))
    AND (i.politicalStatus = 'innerCircle' OR any(role IN i.roles WHERE role IN ['decisionMaker', 'approver', 'economicBuyer']))
    AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
  RETURN key
} AS keys
RETURN deal IS NOT NULL AS opportunityFound, COLLECT {
  UNWIND people AS person
  WITH person, COLLECT {
    // The deal's involvement, else that in the account's latest open deal.
    MATCH (person)-[i:INVOLVED_IN]->(other:Opportunity)
    WHERE ($seesOpportunities IS NULL OR any(whom IN other.belongsTo WHERE whom IN $seesOpportunities)) AND (other = deal OR deal IS NULL AND other.status = 'open' AND EXISTS { (other)-[:FOR]->(account) })
      AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
    RETURN {attitude: i.attitude, roles: i.roles, influence: i.influence}
    ORDER BY other.createdAt DESC, other.id DESC
    LIMIT 1
  }[0] AS involved
  WITH person, involved, coalesce(involved.attitude, person.attitude) AS attitude
  WHERE coalesce(attitude <> 'enemy', true) AND NOT 'blocker' IN coalesce(involved.roles, [])
  WITH person, involved, attitude, COLLECT {
    MATCH (person)-[held:HOLDS]->(seat:Position)-[at:AT]->(employer:Account)
    WHERE (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
      AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
    RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN employer.belongsTo WHERE whom IN $seesAccounts)) THEN {title: seat.title, accountId: employer.id, accountName: employer.name} END AS post
    ORDER BY held.primary DESC, coalesce(held.since, date('0001-01-01')) DESC, seat.id
    LIMIT 1
  }[0] AS primary
  RETURN {
    person: {id: person.id, kind: 'contact', name: person.name, title: primary.title, accountId: primary.accountId, accountName: primary.accountName},
    attitude: attitude, influence: involved.influence,
    tie: COLLECT {
      MATCH (person)-[tie:KNOWS]-(user:User)
      WHERE ($seesTies IS NULL OR any(whom IN user.belongsTo WHERE whom IN $seesTies)) AND user.active AND (user.leftOn IS NULL OR user.leftOn > $asOf) AND (NOT tie.muted OR $me IN tie.private)
        AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
      RETURN {strength: tie.strength, userId: user.id, userName: user.name}
      ORDER BY coalesce(tie.strength, -1) DESC, user.id
      LIMIT 1
    }[0],
    // How many seats are above theirs, where it has a line at all; the highest seat counts.
    level: COLLECT {
      MATCH (person)-[held:HOLDS]->(seat:Position)-[:AT]->(employer:Account)
      WHERE ($seesAccounts IS NULL OR any(whom IN employer.belongsTo WHERE whom IN $seesAccounts)) AND (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
        AND EXISTS { (seat)-[line:REPORTS_TO]-(:Position) WHERE (line.since IS NULL OR line.since <= $asOf) AND (line.until IS NULL OR line.until > $asOf) }
      RETURN COUNT {
        MATCH (seat) (()-[line:REPORTS_TO WHERE line.line = 'solid' AND (line.since IS NULL OR line.since <= $asOf) AND (line.until IS NULL OR line.until > $asOf)]->(:Position))+ (above:Position)
        RETURN DISTINCT above
      } AS above
      ORDER BY above
      LIMIT 1
    }[0],
    won: COUNT { (person)-[:INVOLVED_IN]->(won:Opportunity) WHERE won.status = 'won' AND ($seesOpportunities IS NULL OR any(whom IN won.belongsTo WHERE whom IN $seesOpportunities)) },
    reach: COLLECT {
      MATCH (person)-[tie:KNOWS]-(key:Contact)
      WHERE key IN keys AND ($seesTies IS NULL OR size($seesTies) > 0) AND (NOT tie.muted OR $me IN tie.private)
        AND (tie.since IS NULL OR tie.since <= $asOf) AND (tie.until IS NULL OR tie.until > $asOf)
      RETURN {id: key.id, via: 'knows', strength: tie.strength} AS way
      UNION
      MATCH (person)-[influence:INFLUENCES]->(key:Contact)
      WHERE $influences AND key IN keys AND influence.effect = 'positive' AND (influence.opportunityId IS NULL OR deal IS NULL OR influence.opportunityId = deal.id)
        AND (influence.since IS NULL OR influence.since <= $asOf) AND (influence.until IS NULL OR influence.until > $asOf)
      RETURN {id: key.id, via: 'influences', strength: influence.weight / 5.0} AS way
      UNION
      MATCH (person)-[held:HOLDS]->(:Position)-[line:REPORTS_TO]->(above:Position)<-[holds:HOLDS]-(key:Contact), (above)-[:AT]->(employer:Account)
      WHERE $seats AND key IN keys AND key <> person AND ($seesAccounts IS NULL OR any(whom IN employer.belongsTo WHERE whom IN $seesAccounts))
        AND (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
        AND (line.since IS NULL OR line.since <= $asOf) AND (line.until IS NULL OR line.until > $asOf)
        AND (holds.since IS NULL OR holds.since <= $asOf) AND (holds.until IS NULL OR holds.until > $asOf)
      RETURN {id: key.id, via: 'reportsTo', strength: null} AS way
    }
  }
} AS people, COLLECT {
  UNWIND keys AS key
  WITH key, COLLECT {
    MATCH (key)-[held:HOLDS]->(seat:Position)-[at:AT]->(employer:Account)
    WHERE (held.since IS NULL OR held.since <= $asOf) AND (held.until IS NULL OR held.until > $asOf)
      AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
    RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN employer.belongsTo WHERE whom IN $seesAccounts)) THEN {title: seat.title, accountId: employer.id, accountName: employer.name} END AS post
    ORDER BY held.primary DESC, coalesce(held.since, date('0001-01-01')) DESC, seat.id
    LIMIT 1
  }[0] AS primary
  RETURN {id: key.id, kind: 'contact', name: key.name, title: primary.title, accountId: primary.accountId, accountName: primary.accountName}
} AS keyPlayers
