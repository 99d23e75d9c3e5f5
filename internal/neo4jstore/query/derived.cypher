// The records, standing or former, of which something is derived that an earlier program may have derived otherwise: they have an
// address, or a text that is not plain. All of them are read once.
// plan: UnionNodeByLabelsScan because every record is looked at, once in the life of a graph.
// plan: AllNodesScan because in a small graph that is the shorter way to the same.
MATCH (n:Claim|Source|Outlet|Organization|Person|ClaimReview|Revision)
WHERE n.url IS NOT NULL
  OR any(text IN [n.text, n.name, n.title, n.item, n.value, n.alternateName] + coalesce(n.domains, []) WHERE text =~ '(?s).*[^\\x00-\\x7F].*')
RETURN elementId(n) AS element, properties(n) AS properties
