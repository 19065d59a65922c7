// What a compact view of accounts rests on, on a day: owner and team, deals with who is in the buying centres of the open ones, once for each of
// these people who they are, our ties to them and when they left, the last contact, the vacant seats. A contact of an account is one while holding
// a position there. No row for what is no such account. Which deals are open, and who owns the account, is kept for today alone.
// Parameters: $ids of the accounts; $asOf the day; $now the last instant that counts;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $seesInteractions, $me what the viewer sees
// Columns: account, class, owner, team, opportunities, people, lastContact, vacancies
UNWIND $ids AS id
MATCH (a:Account {id: id})
WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
WITH a, COLLECT {
  MATCH (a)<-[:FOR]-(o:Opportunity)<-[i:INVOLVED_IN]-(p:Contact)
  WHERE o.status = 'open' AND ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
    AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
  RETURN DISTINCT p
} AS people
RETURN {id: a.id, name: a.name} AS account, a.class AS class,
  COLLECT { MATCH (a)-[:OWNED_BY]->(u:User) RETURN {id: u.id, name: u.name} }[0] AS owner,
  COLLECT {
    MATCH (a)<-[w:WORKS_ON]-(u:User)
    WHERE (w.since IS NULL OR w.since <= $asOf) AND (w.until IS NULL OR w.until > $asOf)
    RETURN {user: {id: u.id, name: u.name}, as: w.as}
  } AS team,
  COLLECT {
    MATCH (a)<-[:FOR]-(o:Opportunity)
    WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities))
    RETURN {
      id: o.id, name: o.name, accountId: a.id, status: o.status, value: o.value, currency: o.currency, createdAt: o.createdAt,
      members: COLLECT {
        MATCH (o)<-[i:INVOLVED_IN]-(p:Contact)
        WHERE o.status = 'open' AND ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts)) AND (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
        RETURN i {.attitude, .politicalStatus, .influence, .since, .until, contactId: p.id, roles: coalesce(i.roles, [])}
      }
    }
  } AS opportunities,
  COLLECT {
    UNWIND people AS p
    RETURN {
      person: {id: p.id, kind: 'contact', name: p.name},
      here: EXISTS {
        MATCH (p)-[h:HOLDS]->(:Position)-[at:AT]->(a)
        WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
          AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      },
      leftOn: COLLECT {
        MATCH (p)-[h:HOLDS]->(:Position)-[at:AT]->(a)
        WITH CASE WHEN h.until IS NULL OR at.until < h.until THEN at.until ELSE h.until END AS leftOn
        WHERE leftOn <= $asOf
        RETURN leftOn ORDER BY leftOn DESC LIMIT 1
      }[0],
      ties: COLLECT {
        MATCH (p)-[k:KNOWS]->(u:User)
        WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND u.active AND (u.leftOn IS NULL OR u.leftOn > $asOf) AND (NOT k.muted OR $me IN k.private)
          AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
        RETURN {strength: k.strength, userId: u.id, userName: u.name}
      }
    }
  } AS people,
  COLLECT {
    CALL (a) {
      MATCH (a)<-[:AT]-(:Position)<-[h:HOLDS]-(p:Contact)
      WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
      WITH p, h, COLLECT { MATCH (p)-[k:KNOWS]-(x:Person) WHERE k.private IS NOT NULL AND NOT $me IN k.private RETURN x } AS hidden
      MATCH (p)-[:TOOK_PART]->(n:Interaction)
      WHERE (hidden = [] OR NOT EXISTS { MATCH (n)<-[:TOOK_PART]-(x:Person) WHERE x IN hidden })
        AND ($seesInteractions IS NULL OR EXISTS { MATCH (n)<-[:TOOK_PART]-(by:User) WHERE any(whom IN by.belongsTo WHERE whom IN $seesInteractions) })
        AND n.at <= $now AND (h.since IS NULL OR h.since <= date(n.at)) AND (h.until IS NULL OR h.until > date(n.at))
      RETURN n.at AS at ORDER BY at DESC LIMIT 1
    UNION ALL
      // What is folded is known by its day.
      MATCH (folding:Schema {id: 'kith'})
      WHERE folding.foldedBefore IS NOT NULL
      MATCH (a)<-[:AT]-(:Position)<-[h:HOLDS]-(p:Contact)
      WHERE ($seesContacts IS NULL OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
      MATCH (p)-[t:TIE_SOURCE {kind: 'interactions'}]-(x:Person)
      WHERE t.folded IS NOT NULL AND ($seesInteractions IS NULL OR x:User AND any(whom IN x.belongsTo WHERE whom IN $seesInteractions))
        AND NOT EXISTS { MATCH (p)-[k:KNOWS]-(x) WHERE k.private IS NOT NULL AND NOT $me IN k.private }
      UNWIND t.folded AS line
      WITH h, date(left(line, 7) + '-' + right('0' + last(split(line, ' ')), 2)) AS day
      WHERE day <= date($now) AND (h.since IS NULL OR h.since <= day) AND (h.until IS NULL OR h.until > day)
      RETURN datetime({date: day, timezone: 'Z'}) AS at ORDER BY at DESC LIMIT 1
    }
    RETURN at ORDER BY at DESC LIMIT 1
  }[0] AS lastContact,
  COLLECT {
    MATCH (a)<-[at:AT]-(s:Position)
    WHERE (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf) AND NOT s.placeholder
      AND NOT EXISTS {
        MATCH (s)<-[h:HOLDS]-(p:Person)
        WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
          AND (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
      }
    RETURN {
      id: s.id, title: s.title,
      reports: COUNT {
        MATCH (s)<-[r:REPORTS_TO]-(:Position)-[below:AT]->(a)
        WHERE r.line = 'solid' AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
          AND (below.since IS NULL OR below.since <= $asOf) AND (below.until IS NULL OR below.until > $asOf)
      }
    }
  } AS vacancies
