// Takes the write lock of the graph until the transaction ends: setting a property locks the node, and setting it to
// what it is changes nothing, so a write that finds nothing to do makes no new version. One seek in a unique index.
MATCH (g:Graph {name: 'credence'})
SET g.writtenAt = g.writtenAt
RETURN g.epoch AS epoch, g.writtenAt AS writtenAt
