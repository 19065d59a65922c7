// Who is asked for as a source of advocate paths, and who is left out of them in a deal.
// Parameters: $person id of the one source, or empty; $unit id of the unit whose members are, or empty; $opportunity id of the deal whose enemies and
// blockers are left out, or empty; $today the day;
//   $seesContacts, $seesOpportunities what the viewer sees
// Columns: personFound, unitFound, opportunityFound, members, out
OPTIONAL MATCH (person:Person {id: $person})
WHERE ($seesContacts IS NULL OR person:User OR any(whom IN coalesce(person.belongsTo, ['*']) WHERE whom IN $seesContacts))
OPTIONAL MATCH (unit:Unit {id: $unit})
OPTIONAL MATCH (opportunity:Opportunity {id: $opportunity})
WHERE ($seesOpportunities IS NULL OR any(whom IN opportunity.belongsTo WHERE whom IN $seesOpportunities))
RETURN person IS NOT NULL AS personFound, unit IS NOT NULL AS unitFound, opportunity IS NOT NULL AS opportunityFound,
  COLLECT {
    MATCH (unit) (()<-[:PART_OF]-(:Unit))* (:Unit)<-[:MEMBER_OF]-(member:User)
    RETURN DISTINCT member.id
  } AS members,
  COLLECT {
    MATCH (someone:Contact)-[involved:INVOLVED_IN]->(opportunity)
    WHERE (involved.attitude = 'enemy' OR 'blocker' IN involved.roles)
      AND (involved.since IS NULL OR involved.since <= $today) AND (involved.until IS NULL OR involved.until > $today)
    RETURN DISTINCT someone.id
  } AS out
