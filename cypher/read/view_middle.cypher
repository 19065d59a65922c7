// The id of a tie with about as many ties before it as after, judged by the ties of some people.
// Parameters: $people ids
// Columns: id
UNWIND $people AS id
MATCH (:Person {id: id})-[k:KNOWS]-()
WITH k.id AS id ORDER BY id
WITH collect(id) AS ids
WHERE size(ids) > 0
RETURN ids[size(ids) / 2] AS id
