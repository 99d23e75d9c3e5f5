// Dates the latest write. One seek in a unique index.
MATCH (g:Graph {name: 'credence'})
SET g.writtenAt = $q.at
