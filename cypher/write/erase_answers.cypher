// Answers kept for repeated posts name these records no more: what made one is refused when it is posted again.
// Parameters: $ids the records; $oldest that count
// Columns: none
MATCH (k:IdempotencyKey)
WHERE k.createdAt >= $oldest AND any(answer IN k.answer WHERE any(id IN $ids WHERE answer ENDS WITH id))
SET k.answer = [answer IN k.answer | CASE WHEN any(id IN $ids WHERE answer ENDS WITH id) THEN 'refused not-found' ELSE answer END]
