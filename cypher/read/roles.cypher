// The roles with the given ids, in their order; those that are not there are left out. A role keeps its rules in words: "accounts unitTree own none"
// is how far one reads, writes and deletes, "accounts annualRevenue none" is what may be done with a field. One made by hand may have none, and no connections.
// Parameters: $ids the records
// Columns: id, createdAt, updatedAt, version, name, rules, externalIds, custom
UNWIND range(0, size($ids) - 1) AS i
MATCH (n:Role {id: $ids[i]})
WITH i, n ORDER BY i
RETURN n.id AS id, n.createdAt AS createdAt, n.updatedAt AS updatedAt, n.version AS version, n.name AS name,
  {
    kinds: [word IN coalesce(n.kinds, []) | [split(word, ' ')[0], {read: split(word, ' ')[1], write: split(word, ' ')[2], delete: split(word, ' ')[3]}]],
    permissions: coalesce(n.permissions, []),
    connections: coalesce(n.connections, ''),
    fields: [kind IN COLLECT { UNWIND n.fields AS word RETURN DISTINCT split(word, ' ')[0] } |
      [kind, [word IN n.fields WHERE split(word, ' ')[0] = kind | [split(word, ' ')[1], split(word, ' ')[2]]]]]
  } AS rules,
  COLLECT { MATCH (n)<-[r:IDENTIFIES]-(x:ExternalId) RETURN x {.source, id: x.externalId} ORDER BY r.index } AS externalIds,
  [name IN keys(n) WHERE name STARTS WITH 'custom.' | [substring(name, 7), n[name]]] AS custom
