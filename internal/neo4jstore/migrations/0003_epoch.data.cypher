// The one node that stands for the graph as a whole: the epoch is the first half of every version, and whoever writes
// holds this node's lock.
MERGE (g:Graph {name: 'credence'})
ON CREATE SET g.epoch = randomUUID(), g.writtenAt = 0;
