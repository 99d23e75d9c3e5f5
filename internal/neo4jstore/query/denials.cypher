// The next samenesses whose latest record was retracted, in the order of their ids: a range of a unique index. Of the two
// relationships of a sameness one is enough, and an id with @ is of a record that another one has replaced. $q.after is the
// last id that was taken, '' = none.
CALL () {
  MATCH (a)-[r:SAME_AS]->(b)
  WHERE r.id > $q.after AND r.retractedAt IS NOT NULL AND a.id < b.id AND NOT r.id CONTAINS '@'
  WITH a, r, b ORDER BY r.id LIMIT $q.take
  RETURN a, r, b
}
WITH collect([type(r), a.id, b.id, properties(r)]) AS links
MATCH (g:Graph {name: 'credence'})
RETURN g.epoch AS epoch, links
