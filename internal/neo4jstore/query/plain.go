package query

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// What the query subgraphs returns in columns. All other properties of a record come in its row, so that a record is in
// the columns alone only if it has no other: the condition for that is made of its table, and a property that is new to
// the table is read from the row without a word here.
var (
	sourceColumns = []string{
		"id", "kind", "recordedAt", "title", "url", "canonicalUrl", "outlet", "publishedAt", "fingerprint",
	}
	linkColumns = []string{"id", "recordedAt", "collector", "method", "recordedFrom", "quotes"}
)

// WithConditions writes the conditions into a query that follow from the tables of records.
func WithConditions(query string) string {
	return strings.NewReplacer(
		"<plain source>", inColumns(evidence.KindSource, sourceColumns),
		"<plain statement>", inColumns(evidence.KindStatement, linkColumns),
		"<plain derivation>", inColumns(evidence.KindDerivation, linkColumns),
	).Replace(query)
}

// inColumns is the condition that the properties p of a record say nothing but what is in the columns, and what is
// usual.
func inColumns(kind evidence.Kind, columns []string) string {
	var conditions []string
	for _, f := range evidence.TableFor(kind).Fields {
		switch {
		case f.Role == evidence.End || slices.Contains(columns, f.Stored):
		case f.Usual == nil:
			conditions = append(conditions, fmt.Sprintf("p.%s IS NULL", f.Stored))
		default:
			conditions = append(conditions, fmt.Sprintf("p.%s = %s", f.Stored, literal(f.Usual)))
		}
	}
	return strings.Join(conditions, " AND ")
}

// literal writes a value as Cypher does.
func literal(value any) string {
	if text, ok := value.(string); ok {
		return "'" + text + "'"
	}
	return fmt.Sprintf("%v", value)
}
