package neo4jstore

import (
	"embed"
	"fmt"
	"path"
	"strings"
)

//go:embed query/*.cypher
var queryFiles embed.FS

// loadQueries returns the embedded queries by name, without their comments: those are for people, and Neo4j would be
// sent them with every call.
func loadQueries() (map[string]string, error) {
	entries, err := queryFiles.ReadDir("query")
	if err != nil {
		return nil, fmt.Errorf("reading the embedded queries: %w", err)
	}
	queries := make(map[string]string, len(entries))
	for _, e := range entries {
		text, err := queryFiles.ReadFile(path.Join("query", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("reading the embedded query %s: %w", e.Name(), err)
		}
		queries[strings.TrimSuffix(e.Name(), ".cypher")] = withConditions(withoutComments(string(text)))
	}
	return queries, nil
}

func withoutComments(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimSpace(line); trimmed != "" && !strings.HasPrefix(trimmed, "//") {
			kept = append(kept, strings.TrimRight(line, "\n"))
		}
	}
	return strings.Join(kept, "\n")
}
