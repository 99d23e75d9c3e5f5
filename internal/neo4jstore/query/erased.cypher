// Which of the persons were erased: one seek in a unique index for each id.
UNWIND $q.ids AS id
MATCH (p:Person {id: id})
WHERE p.erasedAt IS NOT NULL
RETURN collect(id) AS ids
