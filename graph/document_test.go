package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/query"
)

func convergenceDocument(t *testing.T, all bool) *ast.QueryDocument {
	t.Helper()
	text, err := query.ConvergenceSupposing(all)
	if err != nil {
		t.Fatal(err)
	}
	document, errs := gqlparser.LoadQueryWithRules(graph.Schema(), text, nil)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return document
}

// TestConvergenceDocument_ForgetsNothing walks the schema from Convergence on: of an entity the document selects id and
// label, of a link every field that is no node, of all else every field.
func TestConvergenceDocument_ForgetsNothing(t *testing.T) {
	schema, selected := graph.Schema(), map[string]bool{}
	document := convergenceDocument(t, false)
	note(document.Operations[0].SelectionSet, selected)
	for _, fragment := range document.Fragments {
		note(fragment.SelectionSet, selected)
	}
	seen := map[string]bool{}
	var walk func(def *ast.Definition)
	walk = func(def *ast.Definition) {
		if seen[def.Name] || def.IsLeafType() {
			return
		}
		seen[def.Name] = true
		if def.Kind == ast.Union || def.Name == "Link" {
			for _, member := range schema.GetPossibleTypes(def) {
				walk(member)
			}
			return
		}
		if def.Name == "Entity" || slices.Contains(def.Interfaces, "Entity") || entities(schema, def) {
			return
		}
		link := slices.Contains(def.Interfaces, "Asserted")
		for _, field := range def.Fields {
			target := schema.Types[field.Type.Name()]
			if link && !target.IsLeafType() && isNode(schema, target) {
				continue
			}
			if def.Name == "Corroboration" && field.Name == "pairs" {
				continue // each is an answer of its own
			}
			listed := def.Name == "SourceConnection" || def.Name == "OutletConnection"
			if strings.HasSuffix(def.Name, "Connection") && (field.Name == "edges" || field.Name == "pageInfo") ||
				listed && (field.Name == "version" || field.Name == "distribution") {
				continue // nodes are the list, and totalCount says how many there are; the rest is of lists by themselves
			}
			if !chosen(selected, def, field.Name) {
				t.Errorf("the document forgets %s.%s", def.Name, field.Name)
			}
			walk(target)
		}
	}
	walk(schema.Types["Convergence"])
	for _, name := range []string{"Convergence", "Side", "EvidenceGroup", "Reason", "Statement", "Derivation",
		"Ownership", "Provenance", "Quote"} {
		if !seen[name] {
			t.Errorf("the walk does not come to %s", name)
		}
	}
	for _, field := range []string{"Entity.id", "Entity.label"} {
		if !selected[field] {
			t.Errorf("the document forgets %s", field)
		}
	}
}

// entities reports whether every member of a union is an entity.
func entities(schema *ast.Schema, def *ast.Definition) bool {
	return def.Kind == ast.Union && !slices.ContainsFunc(schema.GetPossibleTypes(def), func(d *ast.Definition) bool {
		return !slices.Contains(d.Interfaces, "Entity")
	})
}

func isNode(schema *ast.Schema, def *ast.Definition) bool {
	return def.Name == "Entity" || slices.Contains(def.Interfaces, "Node") || entities(schema, def)
}

// TestConvergenceDocument_All asserts that every length is lifted, and nothing else changed.
func TestConvergenceDocument_All(t *testing.T) {
	document := convergenceDocument(t, true)
	var check func(selections ast.SelectionSet)
	check = func(selections ast.SelectionSet) {
		for _, selection := range selections {
			switch s := selection.(type) {
			case *ast.Field:
				if s.Definition.Arguments.ForName("first") != nil {
					if first := s.Arguments.ForName("first"); first == nil ||
						first.Value.Raw != fmt.Sprint(model.Everything) {
						t.Errorf("%s.%s has its default length", s.ObjectDefinition.Name, s.Name)
					}
				}
				check(s.SelectionSet)
			case *ast.InlineFragment:
				check(s.SelectionSet)
			}
		}
	}
	check(document.Operations[0].SelectionSet)
	for _, fragment := range document.Fragments {
		check(fragment.SelectionSet)
	}
}

// TestConvergenceDocument_Answers runs both documents: on the fixture, where no list is longer than its default, they
// come to the same.
func TestConvergenceDocument_Answers(t *testing.T) {
	s := server(t, fixture(t))
	answers := map[bool]any{}
	for _, all := range []bool{false, true} {
		text, err := query.Convergence(all)
		if err != nil {
			t.Fatal(err)
		}
		data, errs := s.Execute(t.Context(), text, map[string]any{"claims": []string{"bridge", "claim:lorries"}}, "")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var got struct{ Convergence []any }
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Convergence) != 2 {
			t.Fatalf("%d answers, want 2", len(got.Convergence))
		}
		answers[all] = got.Convergence
	}
	if diff := cmp.Diff(answers[false], answers[true]); diff != "" {
		t.Errorf("(-default +all):\n%s", diff)
	}
}

// TestConvergenceDocument_LongLists asserts that a list ends at its length in the document, and with all does not.
func TestConvergenceDocument_LongLists(t *testing.T) {
	s := server(t, crowd(t, 130))
	for all, want := range map[bool]int{false: 50, true: 130} {
		text, err := query.Convergence(all)
		if err != nil {
			t.Fatal(err)
		}
		data, errs := s.Execute(t.Context(), text, map[string]any{"claims": []string{"crowd"}}, "")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var got struct {
			Convergence []struct {
				Supporting struct{ Sources struct{ Nodes []any } }
			}
		}
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if n := len(got.Convergence[0].Supporting.Sources.Nodes); n != want {
			t.Errorf("all %t: %d sources, want %d", all, n, want)
		}
	}
}
