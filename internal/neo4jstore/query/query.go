// Package query holds the Cypher of the store, one statement a file, and makes it ready to be sent: without comments,
// and with the conditions that follow from the tables of records.
package query

import (
	"embed"
	"fmt"
	"strings"
)

// Files are the statements as they are written, comments included.
//
//go:embed *.cypher
var Files embed.FS

// Load returns the embedded queries by name, without their comments: those are for people, and Neo4j would be
// sent them with every call.
func Load() (map[string]string, error) {
	entries, err := Files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("reading the embedded queries: %w", err)
	}
	queries := make(map[string]string, len(entries))
	for _, e := range entries {
		text, err := Files.ReadFile(e.Name())
		if err != nil {
			return nil, fmt.Errorf("reading the embedded query %s: %w", e.Name(), err)
		}
		queries[strings.TrimSuffix(e.Name(), ".cypher")] = WithConditions(WithoutComments(string(text)))
	}
	return queries, nil
}

// WithoutComments returns a query without its empty lines and those that are comments.
func WithoutComments(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimSpace(line); trimmed != "" && !strings.HasPrefix(trimmed, "//") {
			kept = append(kept, strings.TrimRight(line, "\n"))
		}
	}
	return strings.Join(kept, "\n")
}
