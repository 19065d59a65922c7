// The seats of an account that exist on a day, each with its lines, its holders, their deals and the strongest tie of ours to
// each of them. One row, or none where there is no such account. A KNOWS goes from the smaller id to the larger, so that those
// between contacts and users leave the contact; only for holders who are users themselves both directions are looked at.
// Parameters: $id of the account; $asOf day; $opportunityId of a deal, or null
// Columns: account, opportunityExists, seats
MATCH (a:Account {id: $id})
RETURN {id: a.id, name: a.name} AS account,
  EXISTS { MATCH (:Opportunity {id: $opportunityId}) } AS opportunityExists,
  COLLECT {
    MATCH (a)<-[at:AT]-(s:Position)
    WHERE (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
    RETURN {
      id: s.id, title: s.title, department: s.department, location: s.location, assistant: s.assistant, placeholder: s.placeholder,
      lines: COLLECT {
        MATCH (s)-[r:REPORTS_TO]->(m:Position)
        WHERE (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
        RETURN {managerId: m.id, line: r.line}
      },
      people: COLLECT {
        MATCH (s)<-[h:HOLDS]-(p:Person)
        WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        RETURN {
          id: p.id, name: p.name, phone: p.phones[0], since: h.since, primary: h.primary, attitude: p.attitude,
          email: COLLECT { MATCH (p)-[e:HAS_EMAIL]->(m:Email) RETURN m.address ORDER BY e.index LIMIT 1 }[0],
          involvements: COLLECT {
            MATCH (p)-[i:INVOLVED_IN]->(o:Opportunity)
            WHERE (i.since IS NULL OR i.since <= $asOf) AND (i.until IS NULL OR i.until > $asOf)
            RETURN {opportunityId: o.id, createdAt: o.createdAt, open: o.status = 'open' AND EXISTS { (o)-[:FOR]->(a) },
              attitude: i.attitude, roles: i.roles, influence: i.influence}
          },
          ties: COLLECT {
            MATCH (p)-[k:KNOWS]->(u:User)
            WHERE u.active AND NOT k.muted AND (u.leftOn IS NULL OR u.leftOn > $asOf)
              AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
            RETURN {strength: k.strength, userId: u.id, userName: u.name} ORDER BY coalesce(k.strength, -1) DESC, u.id LIMIT 1
            UNION ALL
            MATCH (p:User)<-[k:KNOWS]-(u:User)
            WHERE u.active AND NOT k.muted AND (u.leftOn IS NULL OR u.leftOn > $asOf)
              AND (k.since IS NULL OR k.since <= $asOf) AND (k.until IS NULL OR k.until > $asOf)
            RETURN {strength: k.strength, userId: u.id, userName: u.name} ORDER BY coalesce(k.strength, -1) DESC, u.id LIMIT 1
          }
        }
      }
    }
  } AS seats
