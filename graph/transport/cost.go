package transport

import (
	"context"
	"encoding/json"
	"math"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph/paging"
)

// assumedLength is how many elements a list without an argument for its length is assumed to have.
const assumedLength = 5

// costed is a schema whose fields cost what they may make Credence do. The rule is one for all fields, so that no list
// can be added without its cost.
type costed struct{ graphql.ExecutableSchema }

// Complexity returns the cost of a field: 1 and what is nested in it, and for a list so often as it may have elements.
// What only leads to the elements of a connection costs nothing itself.
func (c costed) Complexity(_ context.Context, typeName, field string, nested int, args map[string]any) (int, bool) {
	own := fieldCost(typeName, field)
	if leadsToElements(typeName, field) {
		return nested, true
	}
	def := c.Schema().Types[typeName].Fields.ForName(field)
	if def == nil {
		return times(1, own+nested), true
	}
	return saturated(own, times(length(typeName, def, args), saturated(nested, elementCost(def)))), true
}

// fieldCost is what a field costs once, whatever is nested in it: more for one that needs a read of the graph that no
// other can share.
func fieldCost(typeName, field string) int {
	switch typeName + "." + field {
	case "ClaimConnection.distribution", "Claim.competing", "Outlet.sources", "Outlet.ultimateOwners", "Source.origins":
		return 20
	case "SourceConnection.distribution", "OutletConnection.distribution":
		return 100
	case "Source.text":
		return 50
	case "Side.distanceToCollapse", "Side.ifWrongTogether", "Side.spread":
		return 10
	case "Query.convergenceDiff", "Query.whatIf", "Query.independence", "Query.path", "Subscription.convergenceChanged":
		return 50
	case "Query.impact", "WritePayload.impact", "Query.corroborationMatrix", "Outlet.takesFrom", "Outlet.feeds":
		return 1000
	case "Query.audit", "Subscription.findingRaised", "Query.truth", "Query.suggestedSamenesses",
		"Query.suggestedReliabilities",
		"Query.trackRecords", "Query.claimShares", "Query.suggestedOwners", "Query.suggestedCopies",
		"Mutation.detectCopies":
		return 5000
	}
	if typeName == "Mutation" {
		return 500
	}
	return 1
}

// leadsToElements reports whether a field is a step from a connection to its elements.
func leadsToElements(typeName, field string) bool {
	switch field {
	case "edges", "nodes":
		return strings.HasSuffix(typeName, "Connection")
	case "node":
		return strings.HasSuffix(typeName, "Edge")
	}
	return false
}

// elementCost is what one element costs in itself: a convergence is a computation.
func elementCost(def *ast.FieldDefinition) int {
	switch def.Type.Name() {
	case "Convergence":
		return 10
	case "IfWrong", "Question", "AttributeGroup":
		return 2
	}
	return 0
}

// length is how many elements a field may have: 1 if it is not a list. If last is given, first may still have a
// default.
func length(typeName string, def *ast.FieldDefinition, args map[string]any) int {
	connection := strings.HasSuffix(def.Type.Name(), "Connection")
	if def.Type.Elem == nil && !connection {
		return 1
	}
	for _, name := range []string{"last", "first"} {
		if n, ok := asInt(args[name]); ok {
			return n
		}
	}
	for _, name := range []string{"ids", "claims"} {
		if list, ok := args[name].([]any); ok {
			return len(list)
		}
	}
	if list, ok := args["outlets"].([]any); ok && def.Name == "corroborationMatrix" {
		return len(list) * (len(list) - 1) / 2
	}
	if connection {
		return paging.DefaultLength(typeName)
	}
	return assumedLength
}

func asInt(v any) (int, bool) {
	switch v := v.(type) {
	case int64:
		return int(v), true
	case int:
		return v, true
	case json.Number:
		n, err := v.Int64()
		return int(n), err == nil
	}
	return 0, false
}

// times multiplies without overflow; negative lengths count as none.
func times(n, each int) int {
	if n <= 0 || each <= 0 {
		return 0
	}
	if n > math.MaxInt/each {
		return math.MaxInt
	}
	return n * each
}
