package ingest_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
)

const fourSources = `{"type":"source","id":"a"}
{"type":"source","id":"b"}
{"type":"source","id":"c"}
{"type":"source","id":"d"}
`

// denied returns what is denied in the store, by pair, without who recorded it and when.
func denied(t *testing.T, s *store) map[[2]evidence.ID]evidence.Provenance {
	t.Helper()
	found, _, err := s.Denials(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := map[[2]evidence.ID]evidence.Provenance{}
	for _, d := range found {
		p := d.Provenance
		if p.Collector != "credence import" || p.Method != evidence.Imported || p.RecordedAt.IsZero() {
			t.Errorf("%s: provenance %+v; want collector, method and time", d.LinkID(), p)
		}
		p.Collector, p.Method, p.RecordedAt = "", "", time.Time{}
		all[[2]evidence.ID{d.A, d.B}] = p
	}
	return all
}

// TestImport_Distinct denies pairs: each that several lines are about once, and neither standing at any time.
func TestImport_Distinct(t *testing.T) {
	text := `{"type":"distinct","kind":"source","ids":["b","source:a"],` +
		`"quote":"not to be confused","locator":"line 3","confidence":80,"justification":"one","recordedFrom":"ann"}
{"type":"distinct","kind":"source","ids":["a","b"],"justification":"two houses"}
{"type":"distinct","kind":"source","ids":["c","a"]}
{"type":"same","kind":"source","ids":["c","d"]}
`
	s := newStore()
	clean(t, s, file(fourSources))
	for _, dry := range []bool{true, false} {
		summary := mustImport(t, s, file(text), ingest.Options{DryRun: dry})
		same(t, "problems", []string(nil), messages(summary.Problems))
		same(t, "created", map[evidence.Kind]int{evidence.KindSameness: 3}, summary.Created)
	}
	confidence := 80
	want := map[[2]evidence.ID]evidence.Provenance{
		{"source:a", "source:b"}: {RecordedFrom: "ann", Justification: "two houses", Confidence: &confidence,
			Quotes: []evidence.Quote{{Exact: "not to be confused", StartLine: 3, EndLine: 3}}},
		{"source:a", "source:c"}: {RecordedFrom: "f"},
	}
	same(t, "denied", want, denied(t, s))
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "samenesses that stand", 1, status.Links[evidence.KindSameness])

	for _, dry := range []bool{true, false} {
		again := mustImport(t, s, file(text), ingest.Options{DryRun: dry})
		same(t, "unchanged", map[evidence.Kind]int{evidence.KindSameness: 3}, again.Unchanged)
		same(t, "created again", 0, sum(again.Created))
		same(t, "version", status.Version, again.Version)
	}
	other := mustImport(t, s, file(`{"type":"distinct","kind":"source","ids":["a","c"],"justification":"two towns"}`),
		ingest.Options{DryRun: true})
	same(t, "another reason", map[evidence.Kind]int{evidence.KindSameness: 1}, other.Created)
}

// TestImport_DistinctAgainstTheGraph takes a denial back by saying that two are one, but never the other way round:
// what stands is not retracted by a file.
func TestImport_DistinctAgainstTheGraph(t *testing.T) {
	s := newStore()
	clean(t, s, file(fourSources+`{"type":"same","kind":"source","ids":["a","b"]}
{"type":"distinct","kind":"source","ids":["a","c"]}
`))
	summary := mustImport(t, s, file(`{"type":"distinct","kind":"source","ids":["b","a"]}
{"type":"distinct","kind":"source","ids":["b","d"]}
{"type":"same","kind":"source","ids":["c","a"]}
`), ingest.Options{})
	// The id was made by hand: sha256sum of "8:source:a8:source:b", its first 26 digits.
	same(t, "problems", []string{
		"f:1: ids: are said not to be one, but the graph has them as one (same:4f47264ec70368dced7dcefef9); retract " +
			"that first if it is wrong",
	},
		messages(summary.Problems))
	same(t, "denied", map[[2]evidence.ID]evidence.Provenance{{"source:b", "source:d"}: {RecordedFrom: "f"}},
		denied(t, s))
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "samenesses that stand", 2, status.Links[evidence.KindSameness])
}
