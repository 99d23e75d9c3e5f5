// Notes how far a work of several batches is, in the transaction of the batch. A seek in a unique index.
MERGE (m:Milestone {work: $q.work})
SET m.batches = $q.batches, m.trace = $q.trace
