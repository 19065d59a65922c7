// All that is kept on a contact beside its own fields: its relationships with what they say, its interactions, who has asked for an introduction to it,
// and what was merged into it. Our users are named, but where the tie with them is private; other contacts are not: they have rights of their own.
// Parameters: $id the contact; $seesContacts what the viewer sees
// Columns: private, relations, interactions, introductionRequests, merged
MATCH (c:Contact {id: $id})
WHERE ($seesContacts IS NULL OR any(whom IN coalesce(c.belongsTo, ['*']) WHERE whom IN $seesContacts))
RETURN c.private IS NOT NULL AS private,
  COLLECT {
    MATCH (c)-[r:HOLDS|INVOLVED_IN|INFLUENCES|RELATED_TO|KNOWS|TIE_SOURCE|OWNED_BY]-(o:Person|Position|Opportunity|Account)
    WITH c, r, o, (r:KNOWS OR r:TIE_SOURCE) AND EXISTS { MATCH (c)-[k:KNOWS]-(o) WHERE k.private IS NOT NULL } AS hidden
    RETURN {
      id: r.id, type: type(r), from: startNode(r) = c, hidden: hidden,
      other: CASE WHEN hidden OR o:Contact THEN null ELSE {id: o.id, name: coalesce(o.name, o.title, '')} END,
      account: COLLECT { MATCH (o)-[:AT|FOR]->(a:Account) RETURN {id: a.id, name: a.name} }[0],
      word: COLLECT { MATCH (t:RelationType {id: r.type}) RETURN t.name }[0],
      folded: CASE WHEN NOT hidden AND r:TIE_SOURCE THEN r.folded END,
      properties: CASE WHEN hidden THEN r {.kind, .source, .since, .until} ELSE properties(r) END
    }
    ORDER BY type(r), r.id
  } AS relations,
  COLLECT {
    MATCH (c)-[t:TOOK_PART]->(i:Interaction)
    RETURN {
      id: i.id, kind: i.kind, at: i.at, source: i.source, externalId: i.externalId, as: t.as, people: i.people, outside: i.outside,
      users: COLLECT {
        MATCH (i)<-[:TOOK_PART]-(u:User)
        WHERE NOT EXISTS { MATCH (c)-[k:KNOWS]-(u) WHERE k.private IS NOT NULL }
        RETURN DISTINCT u.name ORDER BY u.name
      }
    }
    ORDER BY i.at, i.id
  } AS interactions,
  COLLECT {
    MATCH (c)<-[:ABOUT]-(q:IntroductionRequest)
    RETURN q {.id, .state, .message, .due, .createdAt, .updatedAt} ORDER BY q.id
  } AS introductionRequests,
  COLLECT {
    MATCH (d:Deleted {mergedInto: $id})
    RETURN {id: d.id, emails: COLLECT { MATCH (d)-[h:HAS_EMAIL]->(e:Email|Deleted) RETURN e.address ORDER BY h.index }, properties: properties(d)} ORDER BY d.id
  } AS merged
