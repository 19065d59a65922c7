// What hung on a contact who leaves positions on a day: open deals that they are involved in, the ties of our active users, strongest first, and
// the positions that report to the seats; the seats by name, and the position that they go to.
// Parameters: $contactId the contact; $seatIds the positions left; $positionId the new one or empty; $asOf the day that they are left; $today the day that ties are in force on;
//   $seesAccounts, $seesOpportunities, $seesTies, $me what the viewer sees
// Columns: vacated, position, deals, ties, reports
MATCH (c:Contact {id: $contactId})
RETURN COLLECT {
  UNWIND $seatIds AS seatId
  MATCH (s:Position {id: seatId})-[:AT]->(a:Account)
  RETURN {id: s.id, title: s.title, accountId: a.id} ORDER BY s.id
} AS vacated, COLLECT {
  MATCH (s:Position {id: $positionId})-[:AT]->(a:Account)
  RETURN {id: s.id, title: s.title, accountId: a.id}
}[0] AS position, COLLECT {
  MATCH (c)-[r:INVOLVED_IN]->(o:Opportunity)
  WHERE o.status = 'open' AND ($seesOpportunities IS NULL OR any(whom IN o.belongsTo WHERE whom IN $seesOpportunities)) AND (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
  OPTIONAL MATCH (o)-[:FOR]->(a:Account)
  WHERE ($seesAccounts IS NULL OR any(whom IN a.belongsTo WHERE whom IN $seesAccounts))
  RETURN {opportunityId: o.id, name: o.name, accountId: a.id, roles: r.roles, attitude: r.attitude} ORDER BY o.name, o.id
} AS deals, COLLECT {
  MATCH (c)-[k:KNOWS]-(u:User)
  WHERE ($seesTies IS NULL OR any(whom IN u.belongsTo WHERE whom IN $seesTies)) AND (NOT k.muted OR $me IN k.private) AND (k.since IS NULL OR k.since <= $today) AND (k.until IS NULL OR k.until > $today)
    AND u.active AND (u.leftOn IS NULL OR u.leftOn > $today)
  RETURN {id: k.id, userId: u.id, userName: u.name, strength: k.strength} ORDER BY coalesce(k.strength, -1.0) DESC, u.id
} AS ties, COLLECT {
  UNWIND $seatIds AS seatId
  MATCH (:Position {id: seatId})<-[r:REPORTS_TO {line: 'solid'}]-(s:Position)-[:AT]->(a:Account)
  WHERE (r.since IS NULL OR r.since <= $asOf) AND (r.until IS NULL OR r.until > $asOf)
  RETURN {id: s.id, title: s.title, accountId: a.id} ORDER BY s.title, s.id
} AS reports
