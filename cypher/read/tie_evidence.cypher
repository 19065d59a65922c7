// What is recorded about pairs of people that their ties rest on, but for where they have worked: the tie as stored, its sources, and the
// relations between the two whose type says that they know each other; of a private contact who sees it.
// Parameters: $pairs the two ids of each, the smaller first
// Columns: a, b, privateA, privateB, tie, sources, relations
UNWIND $pairs AS pair
MATCH (a:Person {id: pair[0]})
WITH pair, a
MATCH (b:Person {id: pair[1]})
RETURN pair[0] AS a, pair[1] AS b, a.private AS privateA, b.private AS privateB,
  COLLECT {
    MATCH (a)-[k:KNOWS]->(b)
    RETURN {id: k.id, strength: k.strength, status: k.status, lastContact: k.lastContact, since: k.since, until: k.until, muted: k.muted, private: k.private, staleOn: k.staleOn}
  }[0] AS tie,
  COLLECT {
    MATCH (a)-[t:TIE_SOURCE]->(b)
    RETURN {kind: t.kind, source: t.source, saidBy: t.saidBy, level: t.level, strength: t.strength, saidOn: t.saidOn, since: t.since, until: t.until,
            note: t.note, status: t.status, muted: t.muted, private: t.private, waitsUntil: t.waitsUntil, createdBy: t.createdBy, history: t.history, folded: t.folded}
    ORDER BY t.strength, t.saidOn DESC, t.updatedAt DESC, t.id DESC
  } AS sources,
  COLLECT {
    MATCH (a)-[r:RELATED_TO]-(b)
    MATCH (type:RelationType {id: r.type})
    WHERE type.knows
    RETURN {name: type.name, since: r.since, until: r.until, status: r.status}
    ORDER BY r.id
  } AS relations
