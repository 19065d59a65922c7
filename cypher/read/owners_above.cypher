// An account's name, and that of another with all ownership on the ways up from it that holds on $from or a later day.
// Parameters: $id the account; $parentId the other; $from a day, null: any
// Columns: name, parentName, links
MATCH (a:Account {id: $id})
OPTIONAL MATCH (p:Account {id: $parentId})
RETURN a.name AS name, p.name AS parentName, COLLECT {
  MATCH (p)-[way:SUBSIDIARY_OF*0..]->(x:Account)
  WHERE all(r IN way WHERE r.until IS NULL OR $from IS NULL OR r.until > $from)
  WITH DISTINCT x
  MATCH (x)-[r:SUBSIDIARY_OF]->(y:Account)
  WHERE r.until IS NULL OR $from IS NULL OR r.until > $from
  RETURN {from: x.id, to: y.id, name: y.name, since: r.since, until: r.until}
} AS links
