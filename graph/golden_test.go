package graph_test

import (
	"flag"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/graphtest"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/seed"
)

var update = flag.Bool("update", false, "write the golden answers instead of comparing with them")

// TestGolden asks the fixtures, and the fact check in seed, every golden query.
func TestGolden(t *testing.T) {
	t.Run("fixture", func(t *testing.T) { graphtest.Golden(t, "testdata/fixture", server(t, fixture(t)), *update) })
	t.Run("circular", func(t *testing.T) { graphtest.Golden(t, "testdata/circular", server(t, circular(t)), *update) })
	t.Run("owned", func(t *testing.T) { graphtest.Golden(t, "testdata/owned", server(t, owned(t)), *update) })
	t.Run("unpublished", func(t *testing.T) {
		graphtest.Golden(t, "testdata/unpublished", server(t, unpublished(t)), *update)
	})
	for _, name := range []string{"audited", "interests"} {
		t.Run(name, func(t *testing.T) { graphtest.Golden(t, "testdata/"+name, server(t, fromLines(t, name)), *update) })
	}
	t.Run("seed", func(t *testing.T) { graphtest.Golden(t, "testdata/seed", server(t, factCheck(t)), *update) })
}

// audited is a store with a graph that shows every finding, of every severity.
func audited(t *testing.T) *memstore.Store { return fromLines(t, "audited") }

// fromLines is a store with the graph of a folder of testdata, which is in a file of the folder's name.
func fromLines(t *testing.T, name string) *memstore.Store {
	t.Helper()
	inputs, err := ingest.Inputs([]string{"testdata/" + name + "/" + name + ".jsonl"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	store := memstore.New(func() time.Time { return recorded }, 1000)
	summary, err := ingest.Import(t.Context(), store, inputs, ingest.Options{})
	if err != nil || summary.ProblemCount > 0 {
		t.Fatalf("importing the graph %s: %v, %v", name, err, summary.Problems)
	}
	return store
}

// TestGolden_Writing sends the requests of testdata/writing one after the other to one graph, which is empty at first.
func TestGolden_Writing(t *testing.T) {
	clock := &graphtest.Clock{}
	store := memstore.New(clock.Now, 1000)
	s := graph.New(graph.Config{Reader: store, Writer: store, History: store})
	graphtest.Golden(t, "testdata/writing", graphtest.InTurn(s, clock), *update)
}

// factCheck is a store with the fact check in seed.
func factCheck(t *testing.T) *memstore.Store {
	t.Helper()
	annotation, err := annotation.Parse(seed.Annotation(), seed.Text())
	if err != nil {
		t.Fatal(err)
	}
	store := memstore.New(func() time.Time { return recorded }, 1000)
	apply(t, store, annotation.Batch)
	return store
}

// TestGolden_EveryField fails for a field of the schema that no golden query selects.
func TestGolden_EveryField(t *testing.T) {
	schema, selected := graph.Schema(), map[string]bool{}
	for _, file := range graphtest.Queries(t, "testdata") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		document, errs := gqlparser.LoadQueryWithRules(schema, string(text), nil)
		if len(errs) > 0 {
			t.Fatalf("%s: %v", file, errs)
		}
		for _, operation := range document.Operations {
			note(operation.SelectionSet, selected)
		}
		for _, fragment := range document.Fragments {
			note(fragment.SelectionSet, selected)
		}
	}
	for _, def := range schema.Types {
		if def.BuiltIn || def.Kind != ast.Object {
			continue
		}
		for _, field := range def.Fields {
			if !chosen(selected, def, field.Name) && field.Name != "__schema" && field.Name != "__type" {
				t.Errorf("no golden query selects %s.%s; add one to testdata/fixture/%s/%s", def.Name, field.Name,
					def.Name, field.Name)
			}
		}
	}
}

// chosen reports whether a field of a type is selected, of the type itself or of an interface that it implements.
func chosen(selected map[string]bool, def *ast.Definition, field string) bool {
	return slices.ContainsFunc(append([]string{def.Name}, def.Interfaces...), func(name string) bool {
		return selected[name+"."+field]
	})
}

// note adds the fields that a selection names, with the type that they are of.
func note(selections ast.SelectionSet, selected map[string]bool) {
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			selected[s.ObjectDefinition.Name+"."+s.Name] = true
			note(s.SelectionSet, selected)
		case *ast.InlineFragment:
			note(s.SelectionSet, selected)
		}
	}
}
