package graph_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/generated"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// examples holds a value for every type that stands behind an interface or a union.
func examples() map[string]any {
	return map[string]any{
		"Claim": &evidence.Claim{ID: "claim:x"}, "Source": &evidence.Source{ID: "source:x"},
		"Outlet":       &evidence.Outlet{ID: "outlet:x"},
		"Organization": &evidence.Organization{ID: "organization:x"}, "Person": &evidence.Person{ID: "person:x"},
		"ClaimReview": &evidence.ClaimReview{ID: "review:x"}, "Statement": &evidence.Statement{ID: "statement:x"},
		"Derivation":    &evidence.Derivation{ID: "derivation:x"},
		"Corroboration": &evidence.Corroboration{ID: "corroboration:x"},
		"Ownership":     &evidence.Ownership{ID: "ownership:x"}, "Funding": &evidence.Funding{ID: "funding:x"},
		"Sameness": &evidence.Sameness{ID: "same:x"}, "Relation": &evidence.Relation{ID: "relation:x"},
		"Confirmation": &evidence.Confirmation{ID: "confirmation:x"},
		"Interest":     &evidence.Interest{ID: "interest:x"}, "Leaning": &evidence.Leaning{ID: "leaning:x"},
		"Side": &convergence.Side{}, "SideScore": &convergence.Numbers{},
	}
}

// staged answers with a value of a test's choice where the schema has an interface or a union.
type staged struct {
	generated.ResolverRoot
	value any
}

func (s staged) Query() generated.QueryResolver { return stagedQuery{s.ResolverRoot.Query(), s.value} }
func (s staged) Corroboration() generated.CorroborationResolver {
	return stagedPairs{s.ResolverRoot.Corroboration()}
}
func (s staged) Independence() generated.IndependenceResolver { return stagedReasons{} }
func (s staged) Ownership() generated.OwnershipResolver       { return stagedEnds{s.value} }
func (s staged) Reason() generated.ReasonResolver             { return stagedSteps{s.value} }
func (s staged) Note() generated.NoteResolver                 { return stagedNodes{s.value} }

type stagedQuery struct {
	generated.QueryResolver
	value any
}

func (s stagedQuery) Node(context.Context, evidence.ID, *evidence.Moment) (model.Node, error) {
	return s.value.(model.Node), nil
}
func (s stagedQuery) Nodes(context.Context, []evidence.ID, *evidence.Moment) ([]model.Node, error) {
	return []model.Node{&evidence.Corroboration{ID: "corroboration:c"}, &evidence.Ownership{ID: "ownership:o"}}, nil
}

type stagedPairs struct {
	generated.CorroborationResolver
}

func (stagedPairs) Pairs(context.Context, *evidence.Corroboration, int) ([]*convergence.Independence, error) {
	return []*convergence.Independence{{Missing: []convergence.Note{{}}}}, nil
}

type stagedReasons struct{}

func (stagedReasons) Reasons(context.Context, *convergence.Independence, int) ([]*convergence.Reason, error) {
	return []*convergence.Reason{{}}, nil
}

type stagedSteps struct{ value any }

func (s stagedSteps) Steps(context.Context, *convergence.Reason, int) ([]evidence.Link, error) {
	return []evidence.Link{s.value.(evidence.Link)}, nil
}

type stagedNodes struct{ value any }

func (s stagedNodes) Nodes(context.Context, *convergence.Note, int) ([]model.Entity, error) {
	return []model.Entity{s.value.(evidence.Node)}, nil
}

type stagedEnds struct{ value any }

func (s stagedEnds) Owner(context.Context, *evidence.Ownership) (model.Owner, error) {
	return s.value, nil
}
func (s stagedEnds) Asset(context.Context, *evidence.Ownership) (model.Asset, error) {
	return s.value, nil
}

// TestEveryImplementer puts a value of every type that may stand behind an interface or a union there: a wrong one
// would fail only when it is asked for.
func TestEveryImplementer(t *testing.T) {
	const pairs = `{ nodes(ids: []) { ... on Corroboration { pairs `
	queries := map[string]string{
		"Node":   `{ node(id: "x") { is: __typename } }`,
		"Entity": pairs + `{ missing { nodes { is: __typename } } } } } }`,
		"Link":   pairs + `{ reasons { steps { is: __typename } } } } } }`,
		"Owner":  `{ nodes(ids: []) { ... on Ownership { owner { is: __typename } } } }`,
		"Asset":  `{ nodes(ids: []) { ... on Ownership { asset { is: __typename } } } }`,
	}
	schema := graph.Schema()
	for name, def := range schema.Types {
		if def.BuiltIn || (def.Kind != ast.Interface && def.Kind != ast.Union) {
			continue
		}
		query, staged := queries[name]
		if !staged && returned(schema, name) {
			t.Errorf("fields return %s, and this test has no query for it", name)
		}
		for _, implementer := range schema.GetPossibleTypes(def) {
			if implementer.Kind == ast.Interface {
				continue
			}
			value, ok := examples()[implementer.Name]
			if !ok {
				t.Errorf("%s stands behind %s, and this test has no example of it", implementer.Name, name)
			} else if staged {
				checkTypename(t, query, name, implementer.Name, value)
			}
		}
	}
}

// returned reports whether a field is of the type.
func returned(schema *ast.Schema, name string) bool {
	for _, def := range schema.Types {
		if slices.ContainsFunc(def.Fields, func(f *ast.FieldDefinition) bool { return f.Type.Name() == name }) {
			return true
		}
	}
	return false
}

func checkTypename(t *testing.T, query, abstract, want string, value any) {
	t.Helper()
	e := executor.New(generated.NewExecutableSchema(generated.Config{Resolvers: staged{graph.Resolvers(), value}}))
	ctx := graphql.StartOperationTrace(t.Context())
	op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: query})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	respond, ctx := e.DispatchOperation(ctx, op)
	response := respond(ctx)
	if len(response.Errors) > 0 {
		t.Errorf("%T behind %s: %v", value, abstract, response.Errors)
	}
	if diff := cmp.Diff([]string{want}, typenames(t, response.Data)); diff != "" {
		t.Errorf("%T behind %s (-want +got):\n%s", value, abstract, diff)
	}
}

// typenames returns every value under "is".
func typenames(t *testing.T, data json.RawMessage) (found []string) {
	t.Helper()
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if name, ok := v["is"].(string); ok {
				found = append(found, name)
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(value)
	return found
}
