package transport

import (
	"math"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph/generated"
)

// TestSchema_EveryListHasItsCost asserts that what is nested in a list costs as often as the list may have elements,
// and that a list that says its own length has a default for it.
func TestSchema_EveryListHasItsCost(t *testing.T) {
	const nested = 1000
	schema := costed{generated.NewExecutableSchema(generated.Config{})}
	cost := func(def, field string, args map[string]any) int {
		n, _ := schema.Complexity(t.Context(), def, field, nested, args)
		return n
	}
	for _, def := range schema.Schema().Types {
		if def.BuiltIn {
			continue
		}
		for _, field := range def.Fields {
			counted := strings.HasSuffix(def.Name, "Connection") && (field.Name == "edges" || field.Name == "nodes")
			list := field.Type.Elem != nil && !counted
			if def.Kind != ast.Object || (!list && !strings.HasSuffix(field.Type.Name(), "Connection")) {
				continue
			}
			name := def.Name + "." + field.Name
			if got := cost(def.Name, field.Name, nil); got < 5*nested {
				t.Errorf("%s costs %d with %d nested; expected more than one element's", name, got, nested)
			}
			first := field.Arguments.ForName("first")
			if first == nil {
				continue
			}
			small := cost(def.Name, field.Name, map[string]any{"first": int64(1)})
			large := cost(def.Name, field.Name, map[string]any{"first": int64(100)})
			if large-small < 99*nested {
				t.Errorf("%s costs %d with first 1 and %d with first 100; expected 99 times %d more", name, small,
					large, nested)
			}
			if huge := cost(def.Name, field.Name, map[string]any{"first": int64(math.MaxInt64)}); huge != math.MaxInt {
				t.Errorf("%s costs %d with the greatest first; expected the greatest number", name, huge)
			}
		}
	}
}
