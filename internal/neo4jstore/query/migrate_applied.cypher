// The migrations that the graph has had, in order.
// plan: NodeByLabelScan because a graph has a handful of Migration nodes and every one is asked for.
MATCH (m:Migration)
WITH m ORDER BY m.id
RETURN collect([m.id, m.checksum]) AS applied
