// Requests for introductions that a user is asked, or asks, the newest first.
// Parameters: $userId the user; $in whether the user is asked; $state of the requests, empty for all; $before the last id of the page before, empty at first;
// $limit how many; $asOf the day of titles
// Columns: id, state, message, due, hidden, createdAt, updatedAt, opportunityId, askedBy, introducer, target
MATCH (u:User {id: $userId})
CALL (u) {
  WITH u WHERE $in
  MATCH (u)<-[:ASKS]-(r:IntroductionRequest)
  RETURN r
  UNION
  WITH u WHERE NOT $in
  MATCH (u)<-[:ASKED_BY]-(r:IntroductionRequest)
  RETURN r
}
WITH r
WHERE ($state = '' OR r.state = $state) AND ($before = '' OR r.id < $before)
WITH r ORDER BY r.id DESC LIMIT $limit
RETURN r.id AS id, r.state AS state, r.message AS message, r.due AS due, r.hidden AS hidden, r.createdAt AS createdAt, r.updatedAt AS updatedAt,
  COLLECT { MATCH (r)-[:ABOUT]->(o:Opportunity) RETURN o.id }[0] AS opportunityId,
  COLLECT {
    MATCH (r)-[:ASKED_BY]->(p:User)
    WITH p, COLLECT {
      MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
      WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      RETURN {title: s.title, accountId: a.id, accountName: a.name} ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
    }[0] AS post
    RETURN {id: p.id, kind: 'user', name: p.name, title: post.title, accountId: post.accountId, accountName: post.accountName}
  }[0] AS askedBy,
  COLLECT {
    MATCH (r)-[:ASKS]->(p:User)
    WITH p, COLLECT {
      MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
      WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      RETURN {title: s.title, accountId: a.id, accountName: a.name} ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
    }[0] AS post
    RETURN {id: p.id, kind: 'user', name: p.name, title: post.title, accountId: post.accountId, accountName: post.accountName}
  }[0] AS introducer,
  COLLECT {
    MATCH (r)-[:ABOUT]->(p:Contact)
    WITH p, COLLECT {
      MATCH (p)-[h:HOLDS]->(s:Position)-[at:AT]->(a:Account)
      WHERE (h.since IS NULL OR h.since <= $asOf) AND (h.until IS NULL OR h.until > $asOf)
        AND (at.since IS NULL OR at.since <= $asOf) AND (at.until IS NULL OR at.until > $asOf)
      RETURN {title: s.title, accountId: a.id, accountName: a.name} ORDER BY h.primary DESC, coalesce(h.since, date('0001-01-01')) DESC, s.id LIMIT 1
    }[0] AS post
    RETURN {id: p.id, kind: 'contact', name: p.name, title: post.title, accountId: post.accountId, accountName: post.accountName}
  }[0] AS target
ORDER BY id DESC
