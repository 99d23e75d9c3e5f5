// How far a work (its checkpoint, whose label is Milestone in graphs that are there) of several batches is. A seek in a unique index.
MATCH (m:Milestone {work: $q.work})
RETURN m.batches AS batches, m.trace AS trace
