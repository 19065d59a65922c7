// What is known of contacts on a day, for a page on each: addresses, the seat of the primary position with the seats above it by solid lines and
// those that report to it (the first 25 by title), deals, who of our active users knows them, companies, the last contact. No row for who is not there.
// Parameters: $ids of the contacts; $asOf day; $now the last instant that counts;
//   $seesAccounts, $seesContacts, $seesOpportunities, $seesTies, $seesInteractions, $me what the viewer sees
// Columns: person, emails, phones, linkedinUrl, location, notes, attitude, seat, involvements, knownBy, companies, lastContact
UNWIND $ids AS id
MATCH (c:Contact {id: id})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts))
WITH c, COLLECT {
  MATCH (c)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
  WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
    AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
  RETURN CASE WHEN ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts)) THEN {s: s, a: a, since: h.since} END AS post
  ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
}[0] AS post
RETURN {id: c.id, kind: 'contact', name: c.name, title: post.s.title, accountId: post.a.id, accountName: post.a.name} AS person,
  COLLECT { MATCH (c)-[h:HAS_EMAIL]->(e:Email) RETURN e.address ORDER BY h.index } AS emails,
  coalesce(c.phones, []) AS phones, c.linkedinUrl AS linkedinUrl, c.location AS location, c.notes AS notes, c.attitude AS attitude,
  COLLECT {
    WITH post WHERE post IS NOT NULL
    WITH post.s AS s, post.a AS a, post.since AS since
    RETURN {
      positionId: s.id, title: s.title, department: s.department, location: s.location, since: since, account: {id: a.id, name: a.name},
      placed: EXISTS {
        MATCH (s)-[r:REPORTS_TO]-(:Position)
        WHERE (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
      },
      hasChart: EXISTS {
        MATCH (a)<-[:AT]-(:Position)-[r:REPORTS_TO]->(:Position)
        WHERE (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
      },
      chain: COLLECT {
        MATCH (s) ((:Position)-[r:REPORTS_TO]->(m:Position)
          WHERE r.line = 'solid' AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
            AND EXISTS {
              MATCH (m)-[there:AT]->(:Account)
              WHERE (there.since IS NULL OR there.since <= $asOf) AND (there.until IS NULL OR there.until > $asOf)
            }){1,100} (:Position)
        WITH m ORDER BY size(m) DESC LIMIT 1
        UNWIND range(0, size(m) - 1) AS i
        WITH i, m[i] AS above
        RETURN {
          positionId: above.id, title: above.title, placeholder: above.placeholder,
          people: COLLECT {
            MATCH (above)<-[h:HOLDS]-(p:Person)
            WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
              AND (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
            RETURN p.id ORDER BY h.primary DESC, p.name, p.id
          }
        } AS step ORDER BY i
      },
      directReports: COUNT {
        MATCH (s)<-[r:REPORTS_TO]-(:Position)-[at:AT]->(:Account)
        WHERE r.line = 'solid' AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
          AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      },
      reports: COLLECT {
        MATCH (s)<-[r:REPORTS_TO]-(below:Position)-[at:AT]->(:Account)
        WHERE r.line = 'solid' AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
          AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
        WITH below ORDER BY below.title, below.id LIMIT 25
        RETURN {
          positionId: below.id, title: below.title, placeholder: below.placeholder,
          people: COLLECT {
            MATCH (below)<-[h:HOLDS]-(p:Person)
            WHERE ($seesContacts IS NULL OR p:User OR any(whom IN coalesce(p.belongsTo, ['*']) WHERE whom IN $seesContacts))
              AND (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
            RETURN p.id ORDER BY h.primary DESC, p.name, p.id
          }
        } AS report ORDER BY below.title, below.id
      }
    }
  }[0] AS seat,
  COLLECT {
    MATCH (c)-[i:INVOLVED_IN]->(deal:Opportunity)-[:FOR]->(account:Account)
    WHERE ($seesOpportunities IS NULL OR any(whom IN deal.belongsTo WHERE whom IN $seesOpportunities)) AND (i.since IS NULL OR i.since <= $asOf)
    WITH c, i, deal, account, CASE WHEN i.until <= $asOf THEN i.until - duration('P1D') ELSE $asOf END AS day
    ORDER BY coalesce(i.since, date(i.createdAt), date('0001-01-01')) DESC, deal.id, i.id
    RETURN {
      opportunity: {id: deal.id, name: deal.name}, account: CASE WHEN ($seesAccounts IS NULL OR any(whom IN account.belongsTo WHERE whom IN $seesAccounts)) THEN {id: account.id, name: account.name} END, roles: coalesce(i.roles, []),
      attitude: i.attitude, influence: i.influence, status: deal.status, since: i.since, until: i.until,
      external: NOT EXISTS {
        MATCH (c)-[held:HOLDS]->(:Position)-[at:AT]->(account)
        WHERE (held.since IS NULL OR held.since <= day) AND (held.until IS NULL OR held.until > day)
          AND (at.since IS NULL OR at.since <= day) AND (at.until IS NULL OR at.until > day)
      }
    }
  } AS involvements,
  COLLECT {
    MATCH (c)-[k:KNOWS]->(u:User)
    WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND u.active AND (u.leftOn IS NULL OR u.leftOn > $asOf) AND (NOT k.muted OR $me IN k.private)
      AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
    RETURN {
      user: {id: u.id, name: u.name}, strength: k.strength, private: k.private IS NOT NULL, since: k.since,
      lastContact: CASE WHEN k.lastContact <= $asOf THEN k.lastContact END, shared: coalesce(u.shareTies = 'details', false)
    } ORDER BY coalesce(k.strength, -1) DESC, u.id
  } AS knownBy,
  COLLECT {
    MATCH (c)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
    WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
    RETURN {account: a {.id, .name}, kind: 'position', label: s.title, days: h {.since, .until}, seat: at {.since, .until}} AS tie
  UNION ALL
    MATCH (c)-[r:RELATED_TO]-(a:Account)
    WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
    OPTIONAL MATCH (t:RelationType {id: r.type})
    RETURN {account: a {.id, .name}, kind: 'relation', label: CASE WHEN startNode(r) = c OR t.symmetric THEN t.forward ELSE t.backward END,
      days: r {.since, .until}, seat: {}} AS tie
  UNION ALL
    MATCH (c)-[r:INVOLVED_IN]->(o:Opportunity)-[:FOR]->(a:Account)
    WHERE ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) AND ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
    RETURN {account: a {.id, .name}, kind: 'involvement', label: o.name, days: r {.since, .until}, seat: {}} AS tie
  } AS companies,
  COLLECT {
    CALL (c) {
      WITH c, COLLECT { MATCH (c)-[k:KNOWS]-(x:Person) WHERE k.private IS NOT NULL AND NOT $me IN k.private RETURN x } AS hidden
      MATCH (c)-[:TOOK_PART]->(n:Interaction)
      WHERE (hidden = [] OR NOT EXISTS { MATCH (n)<-[:TOOK_PART]-(x:Person) WHERE x IN hidden })
        AND ($seesInteractions IS NULL OR EXISTS { MATCH (n)<-[:TOOK_PART]-(by:User) WHERE any(whom IN by.belongsTo WHERE whom IN $seesInteractions) })
        AND n.at <= $now
      RETURN n.at AS at ORDER BY at DESC LIMIT 1
    UNION ALL
      // What is folded is known by its day.
      MATCH (c)-[t:TIE_SOURCE {kind: 'interactions'}]-(x:Person)
      WHERE t.folded IS NOT NULL AND ($seesInteractions IS NULL OR x:User AND any(whom IN x.belongsTo WHERE whom IN $seesInteractions))
        AND NOT EXISTS { MATCH (c)-[k:KNOWS]-(x) WHERE k.private IS NOT NULL AND NOT $me IN k.private }
      UNWIND t.folded AS line
      WITH date(left(line, 7) + '-' + right('0' + last(split(line, ' ')), 2)) AS day
      WHERE day <= date($now)
      RETURN datetime({date: day, timezone: 'Z'}) AS at ORDER BY at DESC LIMIT 1
    }
    RETURN at ORDER BY at DESC LIMIT 1
  }[0] AS lastContact
