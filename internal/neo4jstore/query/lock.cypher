// Takes the write lock of the graph until the transaction ends, and only then reads when the graph was last written: a value
// read before would be that of a write which this one has waited for. Setting a property locks the node, and setting it to
// what it always is changes nothing, so a write that finds nothing to do makes no new version. One seek in a unique index.
MATCH (g:Graph {name: 'credence'})
SET g.name = 'credence'
WITH g
RETURN g.epoch AS epoch, g.writtenAt AS writtenAt
