// The nodes whose words match, as they are written or folded, best first. The full-text indexes give their best ten thousand; the
// kinds are picked from these.
CALL () {
  CALL db.index.fulltext.queryNodes('node_words', $q.query, {limit: 10000}) YIELD node, score
  RETURN node, score
  UNION ALL
  CALL db.index.fulltext.queryNodes('node_folded', $q.query, {limit: 10000}) YIELD node, score
  RETURN node, score
}
WITH node, sum(score) AS score
WHERE any(label IN labels(node) WHERE label IN $q.labels)
WITH node, score ORDER BY score DESC, node.id LIMIT $q.limit
RETURN collect([properties(node), score]) AS hits
