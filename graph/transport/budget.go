package transport

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/99designs/gqlgen/complexity"
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/internal/evidence"
)

// budget bounds what an operation costs. Of a query it refuses root fields, the most expensive first, until the rest is
// within the limit, so that one panel of a dashboard does not blank the others; every other operation, and a query of
// which nothing is left, it refuses as a whole. It puts the cost beside every answer.
type budget struct {
	schema graphql.ExecutableSchema
	limit  int
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.RootFieldInterceptor
	graphql.ResponseInterceptor
} = budget{}

// ExtensionName names the extension, and what it keeps beside the operation.
func (budget) ExtensionName() string { return "Budget" }

// Validate accepts every schema.
func (budget) Validate(graphql.ExecutableSchema) error { return nil }

// account is what an operation costs.
type account struct {
	requested int
	// refused are the root fields that are not answered, by their names in the answer.
	refused map[string]*gqlerror.Error
}

// rootField is a field of the root with all selections that are merged under its name in the answer.
type rootField struct {
	name     string
	cost     int
	nullable bool
}

// MutateOperationContext computes what the operation costs, and decides what of it is answered.
func (b budget) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	fields := b.rootFields(ctx, op, op.Operation.SelectionSet, nil)
	a := &account{refused: map[string]*gqlerror.Error{}}
	for _, f := range fields {
		a.requested = saturated(a.requested, f.cost)
	}
	op.Stats.SetExtension(b.ExtensionName(), a)
	if a.requested <= b.limit {
		return nil
	}
	if op.Operation.Operation == ast.Query && b.admit(fields, a) > 0 {
		return nil
	}
	return gqlerror.Wrap(evidence.TooComplexf("the operation costs %d; expected at most %d: ask for shorter lists or "+
		"fewer fields, or split it", a.requested, b.limit))
}

// admit refuses root fields until the rest is within the limit, and returns how many it admits. It admits the cheapest,
// of equal ones those that come first, beside those that cannot be null.
func (b budget) admit(fields []rootField, a *account) (answered int) {
	slices.SortStableFunc(fields, func(x, y rootField) int { return cmp.Compare(x.cost, y.cost) })
	spent := 0
	for _, f := range fields {
		if !f.nullable {
			spent = saturated(spent, f.cost)
		}
	}
	for _, f := range fields {
		sum := saturated(spent, f.cost)
		switch {
		case !f.nullable:
		case sum <= b.limit:
			spent = sum
			answered++
		default:
			a.refused[f.name] = b.refusal(f)
		}
	}
	return answered
}

func (b budget) refusal(f rootField) *gqlerror.Error {
	err := evidence.TooComplexf("this field costs %d; expected at most %d: ask for shorter lists or fewer fields",
		f.cost, b.limit)
	if f.cost <= b.limit {
		err = evidence.TooComplexf("this field costs %d, and the request more than %d with it: ask for it in a request "+
			"of its own, or for shorter lists or fewer fields", f.cost, b.limit)
	}
	refused := gqlerror.Wrap(err)
	refused.Path = ast.Path{ast.PathName(f.name)}
	return refused
}

// rootFields adds the fields that selections of the root select, those of one name as one.
func (b budget) rootFields(
	ctx context.Context, op *graphql.OperationContext, selections ast.SelectionSet, fields []rootField,
) []rootField {
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			cost := complexity.Calculate(ctx, b.schema,
				&ast.OperationDefinition{SelectionSet: ast.SelectionSet{s}}, op.Variables)
			i := slices.IndexFunc(fields, func(f rootField) bool { return f.name == s.Alias })
			if i < 0 {
				i = len(fields)
				fields = append(fields, rootField{name: s.Alias, nullable: !s.Definition.Type.NonNull})
			}
			fields[i].cost = saturated(fields[i].cost, cost)
		case *ast.InlineFragment:
			fields = b.rootFields(ctx, op, s.SelectionSet, fields)
		case *ast.FragmentSpread:
			fields = b.rootFields(ctx, op, s.Definition.SelectionSet, fields)
		}
	}
	return fields
}

// InterceptRootField answers null and an error for a field that is refused.
func (b budget) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	if a := b.accountOf(ctx); a != nil {
		if err := a.refused[graphql.GetRootFieldContext(ctx).Field.Alias]; err != nil {
			graphql.AddError(ctx, err)
			return graphql.Null
		}
	}
	return next(ctx)
}

// InterceptResponse says beside an answer what was asked for and what is allowed, once the document could be read.
func (b budget) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if a := b.accountOf(ctx); a != nil {
		extend(response, "cost", map[string]int{"requested": min(a.requested, math.MaxInt32), "limit": b.limit})
	}
	return response
}

// accountOf returns what the operation costs, nil if that was not computed.
func (b budget) accountOf(ctx context.Context) *account {
	if !graphql.HasOperationContext(ctx) {
		return nil
	}
	a, _ := graphql.GetOperationContext(ctx).Stats.GetExtension(b.ExtensionName()).(*account)
	return a
}

// extend puts something beside an answer, if there is one.
func extend(response *graphql.Response, name string, value any) {
	if response == nil {
		return
	}
	if response.Extensions == nil {
		response.Extensions = map[string]any{}
	}
	response.Extensions[name] = value
}
