package ingest_test

import (
	"slices"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

// ticking returns a store whose clock goes on with every write.
func ticking() *store {
	now := time.Date(2024, 10, 5, 0, 0, 0, 0, time.UTC)
	return &store{Store: memstore.New(func() time.Time { now = now.Add(time.Second); return now }, 1_000_000)}
}

// confirmed returns the confirmation of a source, and whether it covers all links of the source.
func confirmed(t *testing.T, s *store, source evidence.SourceID) (c *evidence.Confirmation, covers bool) {
	t.Helper()
	var links []*evidence.Derivation
	_, err := s.Scan(t.Context(), nil, func(record any) error {
		switch r := record.(type) {
		case *evidence.Derivation:
			if r.From == source {
				links = append(links, r)
			}
		case *evidence.Confirmation:
			if r.Source == source {
				c = r
			}
		}
		return nil
	})
	if err != nil || c == nil {
		t.Fatalf("the confirmation of %s is %v, error %v", source, c, err)
	}
	return c, !slices.ContainsFunc(links, func(d *evidence.Derivation) bool { return !c.CoversLink(d) })
}

// TestImport_ConfirmationCoversTheFile: wherever its line stands, a confirmation is recorded after what it confirms.
func TestImport_ConfirmationCoversTheFile(t *testing.T) {
	text := `{"type":"confirmation","source":"a","justification":"read it"}
{"type":"derivation","from":"a","to":"b","kind":"CITES"}
{"type":"distinct","kind":"source","ids":["a","b"]}
{"type":"derivation","from":"a","to":"c","kind":"QUOTES","weight":3}
` + fourSources
	s := ticking()
	for _, dry := range []bool{true, false} {
		summary := mustImport(t, s, file(text), ingest.Options{BatchSize: 1, DryRun: dry})
		same(t, "problems", []string(nil), messages(summary.Problems))
		same(t, "created", 1, summary.Created[evidence.KindConfirmation])
	}
	c, covers := confirmed(t, s, "source:a")
	if !covers || c.Provenance.Justification != "read it" || c.Provenance.RecordedFrom != "f" {
		t.Errorf("the confirmation %+v; want one that covers the links of the file", c)
	}
}

// TestImport_ConfirmationKeepsItsTime: importing its line again does not confirm what was recorded since; other words
// do.
func TestImport_ConfirmationKeepsItsTime(t *testing.T) {
	const line = `{"type":"confirmation","source":"a","justification":"read it"}` + "\n"
	s := ticking()
	clean(t, s, file(fourSources+line))
	first, _ := confirmed(t, s, "source:a")
	summary := clean(t, s, file(line+`{"type":"derivation","from":"a","to":"b","kind":"CITES"}`+"\n"))
	same(t, "unchanged", 1, summary.Unchanged[evidence.KindConfirmation])
	c, covers := confirmed(t, s, "source:a")
	if covers || !c.Provenance.RecordedAt.Equal(first.Provenance.RecordedAt) {
		t.Errorf("the confirmation was %+v and is %+v after its line was imported again", first, c)
	}
	summary = clean(t, s, file(`{"type":"confirmation","source":"a","justification":"read it again"}`))
	same(t, "changed", 1, summary.Changed[evidence.KindConfirmation])
	if c, covers = confirmed(t, s, "source:a"); !covers {
		t.Errorf("in other words the confirmation is %+v, and does not cover a link", c)
	}
}
