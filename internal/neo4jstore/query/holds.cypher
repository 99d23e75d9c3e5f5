// Whether there is anything that a bulk import would lose, in a graph of any layout: every node is looked at until one is
// found that does not merely stand for the graph as a whole.
// plan: AllNodesScan because it ends at the first that counts, and in a graph without records there are few.
RETURN EXISTS {
  MATCH (n)
  WHERE NOT n:Graph|Migration|MigrationLock|Milestone|Change|Words
} AS some
