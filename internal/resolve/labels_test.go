package resolve

import (
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// harbour returns what finds names in a graph with two items of one headline, one without a title and a claim.
func harbour(t *testing.T) Names {
	t.Helper()
	store := memstore.New(time.Now, 1000)
	batch := evidence.Batch{Collector: "ann", Method: evidence.Declared}
	for _, o := range []evidence.Outlet{{ID: "outlet:times", Name: "Harbour Times"},
		{ID: "outlet:mail", Name: `The "Evening" Mail`}} {
		batch.Outlets = append(batch.Outlets, evidence.Put[evidence.Outlet]{Value: o})
	}
	for _, s := range []evidence.Source{
		{ID: "source:t1", Title: "Tanker seized, crew held", Outlet: "outlet:times", PublishedAt: "2026-03-14"},
		{ID: "source:t2", Title: "Tanker seized, crew held", Outlet: "outlet:times", PublishedAt: "2026-03-15T08:10Z"},
		{ID: "source:t3", Title: "Tanker seized, crew held", Outlet: "outlet:mail", PublishedAt: "2026-03-14"},
		{ID: "source:t4", Title: `"Pirates", says minister (again)`, Outlet: "outlet:mail"},
		{ID: "source:t5", Kind: evidence.Article, Outlet: "outlet:times", PublishedAt: "2026-04"},
		{ID: "source:t6", Title: "Where was the ship?"},
	} {
		batch.Sources = append(batch.Sources, evidence.Put[evidence.Source]{Value: s.Normalize()})
	}
	batch.Claims = []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:c",
		Text: "The ship was outside the zone."}}}
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return Names{Reader: store}
}

// TestLabels: each label names its source and no other, whether a command asks for a source or for anything.
func TestLabels(t *testing.T) {
	names := harbour(t)
	for _, id := range []evidence.ID{"source:t1", "source:t2", "source:t3", "source:t4", "source:t5", "source:t6"} {
		objects, err := names.Reader.Objects(t.Context(), []evidence.ID{id}, evidence.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		label, err := names.Label(t.Context(), objects[0].Node)
		if err != nil {
			t.Fatal(err)
		}
		for command, find := range map[string]func() (evidence.Node, error){
			"why":       func() (evidence.Node, error) { return names.Node(t.Context(), evidence.KindSource, label) },
			"neighbors": func() (evidence.Node, error) { return names.Any(t.Context(), label) },
		} {
			if got, err := find(); err != nil || got.NodeID() != id {
				t.Errorf("%s %s: %v, %v; want %s", command, label, got, err, id)
			}
		}
	}
}

// TestNode_Headline: a headline alone names its source, with quotation marks or without, and several are told apart.
func TestNode_Headline(t *testing.T) {
	names := harbour(t)
	for _, text := range []string{"Where was the ship?", `"Where was the ship?"`, "where was the ship"} {
		if got, err := names.Node(t.Context(), evidence.KindSource, text); err != nil || got.NodeID() != "source:t6" {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	if got, err := names.Node(t.Context(), evidence.KindClaim,
		`"The ship was outside the zone"`); err != nil || got.NodeID() != "claim:c" {
		t.Errorf("a claim in quotation marks: %v, %v", got, err)
	}
	for _, text := range []string{"Tanker seized, crew held", `"Tanker seized, crew held"`} {
		_, err := names.Node(t.Context(), evidence.KindSource, text)
		if evidence.CodeOf(err) != evidence.CodeConflict || !strings.Contains(err.Error(),
			`"Tanker seized, crew held" (Harbour Times, 15 March 2026)`) {
			t.Errorf("%s: %v; expected the three to choose from", text, err)
		}
	}
}

// TestID: a record is changed by its id or its label, not by a key or by words.
func TestID(t *testing.T) {
	names := harbour(t)
	for text, want := range map[string]evidence.ID{"source:t1": "source:t1", "statement:0a": "statement:0a",
		`"Tanker seized, crew held" (Harbour Times, 15 March 2026)`: "source:t2", "t1": "", "Where was the ship?": ""} {
		got, err := names.ID(t.Context(), text)
		if got != want || (want == "") != (evidence.CodeOf(err) == evidence.CodeInvalid) {
			t.Errorf("%s: %s, %v; want %s", text, got, err, want)
		}
	}
}

// TestInFull: every source of an answer gets its label, and nothing else changes.
func TestInFull(t *testing.T) {
	got, err := harbour(t).InFull(t.Context(),
		[]byte(`{"nodes":[{"id":"source:t1","label":"Tanker seized, crew held"},`+
			`{"id":"source:supposed","label":"Memo"},{"id":"claim:c","label":"Ship"}],"share":0.30,"id":"source:t2"}`))
	want := `{"id":"source:t2","nodes":[{"id":"source:t1","label":"\"Tanker seized, crew held\" (Harbour Times, 14 ` +
		`March 2026)"},` +
		`{"id":"source:supposed","label":"Memo"},{"id":"claim:c","label":"Ship"}],"share":0.30}`
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}
