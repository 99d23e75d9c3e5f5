package graph_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// twins is a store with pairs of articles that say the same; each second one ends in a line of its own.
func twins(t testing.TB, ends ...string) *memstore.Store {
	t.Helper()
	store := memstore.New(time.Now, 1000)
	b := evidence.Batch{RecordedFrom: "twins.txt"}
	for i, end := range ends {
		var words []string
		for w := range 40 {
			words = append(words, fmt.Sprintf("word%dx%d", i, w))
		}
		text := strings.Join(words, " ") + "."
		b.Sources = append(b.Sources, puts(
			evidence.Source{ID: evidence.SourceID(fmt.Sprintf("source:first%d", i)), Title: "First",
				PublishedAt: "2024-05-01", Fingerprint: b.AddWords(text)},
			evidence.Source{ID: evidence.SourceID(fmt.Sprintf("source:second%d", i)), Title: "Second",
				PublishedAt: "2024-05-02", Fingerprint: b.AddWords(text + "\n" + end)},
		)...)
	}
	apply(t, store, b)
	return store
}

// Credits of a house style name reporters and no agency: they are copies like others, and no credit line.
func TestDetectCopies_CreditsWithoutAgency(t *testing.T) {
	ends := []string{
		"(Reporting by Nora Field; Editing by Piet Brook)",
		"(Reporting by Nora Field in Oslo, Piet Brook in Bonn; Writing by Lea Ford; Editing by Ann Mill and Jon Weir)",
		"Reporting by Nora Field, editing by Piet Brook.",
		"(Additional reporting by Nora Field; Compiled by Piet Brook)",
		"(Writing by Nora Field)", "Compiled by Lea Ford; Editing by",
		"(AP) Nora Field in Oslo contributed to this report.", "Reporting by", "(Reporting by; Editing by)",
		"Reporting by\nReporting by ;",
	}
	store := twins(t, ends...)
	document, err := query.Detect(true)
	if err != nil {
		t.Fatal(err)
	}
	s := graph.New(graph.Config{Reader: store, Words: store, Detection: store, Writer: store})
	variables := map[string]any{"text": true, "statistical": true, "collector": "test"}
	data, errs := s.Execute(t.Context(), document, variables, "DetectCopies")
	if len(errs) > 0 || !strings.Contains(string(data), fmt.Sprintf(`"copyCount":%d`, len(ends))) {
		t.Fatalf("%v, %s; want a copy of each of %d pairs", errs, data, len(ends))
	}
	if strings.Contains(string(data), `"agency":""`) || strings.Contains(string(data), `"agency":null`) {
		t.Errorf("a credit names no agency: %s", data)
	}
}

// lostAfter is a writer whose store is gone once it has written.
type lostAfter struct {
	*memstore.Store
	wrote bool
}

func (l *lostAfter) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	applied, err := l.Store.Apply(ctx, b)
	l.wrote = true
	return applied, err
}

func (l *lostAfter) Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	if l.wrote {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable, Message: "the graph is gone"}
	}
	return l.Store.Objects(ctx, ids, at)
}

// What a look has written is reported even if its answer cannot be completed.
func TestDetectCopies_ReportsWhatWasWritten(t *testing.T) {
	store := &lostAfter{Store: twins(t, "", "")}
	s := graph.New(graph.Config{Reader: store, Words: store, Detection: store, Writer: store})
	_, errs := s.Execute(t.Context(),
		"mutation { detectCopies { detection { copies { derivation { from { id label } } } createdCount } } }", nil, "")
	if len(errs) == 0 || errs[0].Extensions["code"] != "UNAVAILABLE" ||
		!strings.HasPrefix(errs[0].Message, "the graph is gone; before that") ||
		!strings.Contains(errs[0].Message, "recorded 2 new copies, revised 0 and withdrew 0") {
		t.Errorf("got %v; want the error and the two copies that were recorded before it", errs)
	}
	_, errs = s.Execute(t.Context(),
		"{ suggestedCopies { copies { derivation { from { id label } } } } }", nil, "")
	if len(errs) == 0 || errs[0].Message != "the graph is gone" {
		t.Errorf("got %v; want the error alone: the query records nothing", errs)
	}
}
