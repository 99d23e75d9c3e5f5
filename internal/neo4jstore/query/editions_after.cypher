// The next editions in the order of their names: a range of the unique index, no more of it than is taken.
MATCH (e:Edition) WHERE e.id > $q.last
WITH e ORDER BY e.id LIMIT $q.take
RETURN e.id AS id, e.at AS at, e.states AS states
