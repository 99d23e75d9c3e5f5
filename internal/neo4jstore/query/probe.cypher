// The epoch of the graph; the bookmark that comes with it is the other half of its version. One seek in a unique index.
OPTIONAL MATCH (g:Graph {name: 'credence'})
RETURN g.epoch AS epoch
