// The nodes whose words match, best first. The full-text index gives its best ten thousand; the kinds are picked from these.
CALL db.index.fulltext.queryNodes('node_words', $q.query, {limit: 10000}) YIELD node, score
WHERE any(label IN labels(node) WHERE label IN $q.labels)
WITH node, score ORDER BY score DESC, node.id LIMIT $q.limit
RETURN collect([properties(node), score]) AS hits
