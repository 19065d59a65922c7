// Relation types by what callers call them: an id, a name, a forward or a backward word, in any letter case; turned says that it is the
// backward word of a type that has one of its own.
// Parameters: $words list of texts, in lower case
// Columns: word, id, turned
UNWIND $words AS word
MATCH (t:RelationType)
WHERE t.id = word OR word IN [toLower(t.name), toLower(t.forward), toLower(t.backward)]
WITH word, t, NOT (t.id = word OR word IN [toLower(t.name), toLower(t.forward)]) AS turned
ORDER BY turned, t.id
WITH word, collect({id: t.id, turned: turned})[0] AS first
RETURN word, first.id AS id, first.turned AS turned
