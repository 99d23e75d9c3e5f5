// The epoch of the graph; the bookmark that comes with it is the other half of its version. When it was written last tells
// versions apart within a transaction, where there is no bookmark yet. One seek in a unique index.
OPTIONAL MATCH (g:Graph {name: 'credence'})
RETURN g.epoch AS epoch, g.writtenAt AS writtenAt
