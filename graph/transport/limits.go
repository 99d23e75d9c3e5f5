package transport

import (
	"context"
	"math"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/internal/evidence"
)

// Limits says how much one request may ask for. They hold for requests over HTTP, not for those of this very program.
type Limits struct {
	// Cost is the most that a request may cost: a field costs 1, a list its length times what one element costs, a
	// convergence and a list that must be read on its own more (see cost.go).
	Cost int
	// Depth is how deep fields may be nested; introspection does not count.
	Depth int
	// Aliases is how many fields may be renamed.
	Aliases int
	// Directives is how many directives may be used.
	Directives int
	// Tokens is how many words, signs and values the document may have.
	Tokens int
	// Subscriptions is how many may run at once, over all connections.
	Subscriptions int
	// Message is how long a message over a WebSocket may be, in bytes, and how long the body of a request, to tell
	// clients.
	Message int64
	// Time is how long an answer may take, to tell clients: the deadline is the caller's to set. 0 = there is none.
	Time time.Duration
}

// DefaultLimits returns limits under which the tallies of 500 claims can be asked for, or what a person reads of one
// answer: not every link of every reason at once. A hundred panels of a dashboard may be renamed fields: what they cost
// counts, and not how many they are.
func DefaultLimits() Limits {
	return Limits{Cost: 25_000, Depth: 15, Aliases: 100, Directives: 50, Tokens: 2_000, Subscriptions: 1_000,
		Message: 1 << 20}
}

// size is what a selection comes to with its fragments spread. Counts stop at the largest int.
type size struct{ depth, fields, aliases, directives int }

func (s size) plus(t size) size {
	return size{
		depth:      max(s.depth, t.depth),
		fields:     saturated(s.fields, t.fields),
		aliases:    saturated(s.aliases, t.aliases),
		directives: saturated(s.directives, t.directives),
	}
}

func saturated(a, b int) int {
	if a > math.MaxInt-b {
		return math.MaxInt
	}
	return a + b
}

// measurer measures selections, each fragment once: fragments that spread fragments grow without bound when they are
// walked as often as they are used.
type measurer struct{ fragments map[string]size }

func (m *measurer) set(selections ast.SelectionSet) size {
	var total size
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			total = total.plus(m.field(s))
		case *ast.InlineFragment:
			total = total.plus(m.set(s.SelectionSet)).plus(size{directives: len(s.Directives)})
		case *ast.FragmentSpread:
			total = total.plus(m.fragment(s.Definition)).plus(size{directives: len(s.Directives)})
		}
	}
	return total
}

func (m *measurer) field(f *ast.Field) size {
	inner := m.set(f.SelectionSet)
	inner.depth++
	if f.Name == "__schema" || f.Name == "__type" {
		inner.depth = 1
	}
	own := size{fields: 1, directives: len(f.Directives)}
	if f.Alias != f.Name {
		own.aliases = 1
	}
	return inner.plus(own)
}

func (m *measurer) fragment(d *ast.FragmentDefinition) size {
	if s, ok := m.fragments[d.Name]; ok {
		return s
	}
	s := m.set(d.SelectionSet)
	m.fragments[d.Name] = s
	return s
}

// shape refuses operations that are too deep, too wide or too much renamed. It goes before the cost is computed, which
// walks fragments as often as they are used.
type shape struct{ limits Limits }

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
} = shape{}

// ExtensionName names the extension.
func (shape) ExtensionName() string { return "Shape" }

// Validate accepts every schema.
func (shape) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext measures the operation.
func (s shape) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	m := measurer{fragments: map[string]size{}}
	got := m.set(op.Operation.SelectionSet).plus(size{directives: len(op.Operation.Directives)})
	for _, check := range []struct {
		what       string
		got, limit int
	}{
		{"nests fields %d deep; expected at most %d", got.depth, s.limits.Depth},
		{"renames %d fields; expected at most %d", got.aliases, s.limits.Aliases},
		{"uses %d directives; expected at most %d", got.directives, s.limits.Directives},
		{"selects %d fields; expected at most %d", got.fields, s.limits.Cost},
	} {
		if check.got > check.limit {
			return gqlerror.Wrap(evidence.TooComplexf("the operation "+check.what, check.got, check.limit))
		}
	}
	return nil
}
