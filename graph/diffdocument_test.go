package graph_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/query"
)

// TestDiffDocuments runs the documents of the commands on the fixture, at full length and not, and asserts that they
// forget no field of their types.
func TestDiffDocuments(t *testing.T) {
	s := server(t, fixture(t))
	for name, test := range map[string]struct {
		document  func(bool) (string, error)
		variables map[string]any
		types     []string
	}{
		"whatIf": {query.WhatIf, map[string]any{"claim": "bridge",
			"change": map[string]any{"without": []string{"source:log"}}},
			[]string{"ConvergenceDiff", "Change", "Convergence", "Side"}},
		"convergenceDiff": {query.ConvergenceDiff, map[string]any{"claim": "lorries",
			"from": map[string]any{"knownAt": "2025-01-15T00:00:00Z"}, "to": map[string]any{}},
			[]string{"ConvergenceDiff", "Change", "Convergence", "Side"}},
		"outlet": {query.Sourcing, map[string]any{"outlet": "daily", "on": false},
			[]string{"SourcingConnection", "SourcingEdge"}},
		"path": {always(query.Path), map[string]any{"from": "claim:bridge", "to": "person:max", "maxLength": 6},
			[]string{"Path", "PathStep"}},
		"neighbors": {always(query.Neighbors), map[string]any{"id": "source:daily", "first": 10},
			[]string{"NeighborConnection", "NeighborEdge", "EdgeCount", "PageInfo"}},
		"independence": {query.Independence, map[string]any{"a": "daily", "b": "wire", "claim": "bridge"},
			[]string{"Independence", "Reason", "Note", "Provenance", "Quote"}},
		"impact": {query.Impact, map[string]any{"without": []string{"source:log"}},
			[]string{"ImpactConnection", "ImpactEdge", "ClaimScore", "SideScore", "PageInfo"}},
		"truth": {query.Truth, map[string]any{"first": 5},
			[]string{"ItemTruthConnection", "ItemTruthEdge", "ItemTruth", "ValueTruth", "Voice", "VoiceSource",
				"PageInfo"}},
		"suggestedReliabilities": {always(query.SuggestedReliabilities),
			map[string]any{"first": 5, "sources": []string{"wire"}},
			[]string{"SuggestedReliabilityConnection", "SuggestedReliabilityEdge", "SuggestedReliability", "PageInfo"}},
		"trackRecords": {always(query.TrackRecords), map[string]any{"first": 5},
			[]string{"TrackRecordConnection", "TrackRecordEdge", "TrackRecord", "PageInfo"}},
		"suggestedOwners": {always(query.SuggestedOwners), map[string]any{"first": 5},
			[]string{"SuggestedOwnerConnection", "SuggestedOwnerEdge", "SuggestedOwner", "PageInfo"}},
		"audit": {query.Audit, map[string]any{"where": map[string]any{"claim": "bridge"}, "first": 5},
			[]string{"FindingConnection", "FindingEdge", "FindingCount", "Finding", "PageInfo", "Provenance", "Quote"}},
	} {
		for _, all := range []bool{false, true} {
			text, err := test.document(all)
			if err != nil {
				t.Fatal(err)
			}
			data, errs := s.Execute(t.Context(), text, test.variables, "")
			if len(errs) > 0 {
				t.Fatalf("%s, all %t: %v", name, all, errs)
			}
			var got map[string]map[string]any
			if err := json.Unmarshal(data, &got); err != nil || len(got) != 1 || len(got[name]) == 0 {
				t.Errorf("%s, all %t: %s, %v", name, all, data, err)
			}
			forgets(t, name, text, test.types)
		}
	}
}

// TestDetectDocument runs the document of the look for copies, without recording anything and with.
func TestDetectDocument(t *testing.T) {
	store := fixture(t)
	s := graph.New(graph.Config{Reader: store, Words: store, Detection: store, Writer: store})
	for _, all := range []bool{false, true} {
		text, err := query.Detect(all)
		if err != nil {
			t.Fatal(err)
		}
		variables := map[string]any{"text": true, "statistical": true, "collector": "test"}
		for _, operation := range []string{"SuggestedCopies", "DetectCopies"} {
			if data, errs := s.Execute(t.Context(), text, variables, operation); len(errs) > 0 ||
				!strings.Contains(string(data), `"copyCount"`) {
				t.Errorf("all %t, %s: %s, %v", all, operation, data, errs)
			}
		}
		forgets(t, "detectCopies", text, []string{"DetectCopiesPayload", "Detection", "FoundCopy", "CopyGroup", "CreditLine",
			"SharedQuotation", "DetectionStatistics", "CopyEvidence"})
	}
}

// always is a document that has no lists to lengthen.
func always(document func() (string, error)) func(bool) (string, error) {
	return func(bool) (string, error) { return document() }
}

// saidAnyway reports whether documents need not select a field: other fields that they select say the same, as edges
// have the nodes, or it answers a question of its own.
func saidAnyway(def, field string) bool {
	return strings.HasSuffix(def, "Connection") && field == "nodes" ||
		def == "Side" && (field == "ifWrongTogether" || field == "spread")
}

func forgets(t *testing.T, name, text string, types []string) {
	t.Helper()
	document, errs := gqlparser.LoadQueryWithRules(graph.Schema(), text, nil)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	selected := map[string]bool{}
	for _, operation := range document.Operations {
		note(operation.SelectionSet, selected)
	}
	for _, f := range document.Fragments {
		note(f.SelectionSet, selected)
	}
	for _, def := range types {
		for _, field := range graph.Schema().Types[def].Fields {
			if !selected[def+"."+field.Name] && field.Name != "__typename" && !saidAnyway(def, field.Name) {
				t.Errorf("the document for %s forgets %s.%s", name, def, field.Name)
			}
		}
	}
	if name != "detectCopies" && (len(document.Operations) != 1 || document.Operations[0].Operation != ast.Query) {
		t.Errorf("the document for %s has %d operations", name, len(document.Operations))
	}
}
