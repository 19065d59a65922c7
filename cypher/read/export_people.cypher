// A page of people in the order of their ids, with the ties, influences and relations that start at them.
// Each gives rows of the export's files: a column's value is what is named after it, or else the property of that name in camel case.
// Ties have neither level nor strength here: their sources have.
// Parameters: $after the last id of the page before, empty at the beginning; $limit how many
// Columns: id, files
MATCH (n:Person) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
WITH n, CASE WHEN n:User THEN 'user:' + n.id ELSE n.id END AS me
RETURN n.id AS id, {
  ties: COLLECT {
    MATCH (n)-[r:KNOWS]->(to:Person)
    RETURN r {.*, kith_id: r.id, person_a: me, level: null, strength: null,
      person_b: CASE WHEN to:User THEN 'user:' + to.id ELSE to.id END} ORDER BY to.id
  },
  tie_sources: COLLECT {
    MATCH (n)-[r:TIE_SOURCE]->(to:Person) WHERE r.kind IN ['asserted', 'measured']
    RETURN r {.*, kith_id: r.id, person_a: me,
      person_b: CASE WHEN to:User THEN 'user:' + to.id ELSE to.id END} ORDER BY to.id, r.id
  },
  folded_interactions: COLLECT {
    MATCH (n)-[r:TIE_SOURCE {kind: 'interactions'}]->(to:Person)
    UNWIND r.folded AS line
    WITH me, to, line, split(line, ' ') AS word
    RETURN {person_a: me, person_b: CASE WHEN to:User THEN 'user:' + to.id ELSE to.id END, month: word[0], kind: word[1], direction: word[2],
      count: toInteger(word[3]), weight: toFloat(word[4]), mean: toFloat(word[5]), first: toInteger(word[6]), last: toInteger(word[7]),
      before: COLLECT { MATCH (s:Schema {id: 'kith'}) RETURN s.foldedBefore }[0]} ORDER BY to.id, line
  },
  influences: COLLECT {
    MATCH (n)-[r:INFLUENCES]->(to:Contact)
    WHERE r.opportunityId IS NULL OR EXISTS { MATCH (:Opportunity {id: r.opportunityId}) }
    RETURN r {.*, kith_id: r.id, from_id: me, to_id: to.id} ORDER BY to.id, r.id
  },
  relations: COLLECT {
    MATCH (n)-[r:RELATED_TO]->(to:Account|Person)
    MATCH (type:RelationType {id: r.type})
    RETURN r {.*, kith_id: r.id, from_id: me, type: type.name,
      to_id: CASE WHEN to:User THEN 'user:' + to.id WHEN to:Account THEN 'account:' + to.id ELSE to.id END} ORDER BY to.id, r.id
  }
} AS files
