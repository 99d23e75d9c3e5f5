package detect_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
)

// FuzzRun holds that a look ends well whatever two sources say, and that nothing in its answer is empty that a reader
// is promised.
func FuzzRun(f *testing.F) {
	for _, end := range []string{"(Reporting by A; Editing by B)", "Reporting by", "(AP) A contributed to this report",
		"“\u200b”", "— dpa/AFP", "“a b c d e f”"} {
		f.Add(original+" "+end, original+"\n"+end)
		f.Add(end, end)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a+b) || strings.Contains(a+b, "\x00") || a == "" || b == "" {
			t.Skip("no store keeps such words")
		}
		var batch evidence.Batch
		batch.Sources = put(
			evidence.Source{ID: "source:a", PublishedAt: "2024-03-01", Fingerprint: batch.AddWords(a)},
			evidence.Source{ID: "source:b", PublishedAt: "2024-03-01", Fingerprint: batch.AddWords(b)},
		)
		r, _ := newShelf(t, batch).look(detect.Options{Text: true})
		for _, c := range r.Credits {
			if c.Agency == "" || c.Words == "" {
				t.Errorf("an empty credit: %+v", c)
			}
		}
		for _, q := range r.Quotations {
			if q.Words == "" || len(q.Sources) < 2 {
				t.Errorf("an empty quotation: %+v", q)
			}
		}
		for _, c := range r.Copies {
			for _, q := range c.Derivation.Provenance.Quotes {
				if q.Exact == "" {
					t.Errorf("an empty passage: %+v", c.Derivation)
				}
			}
		}
	})
}

// full is a store that takes no batch any more.
type full struct{ *shelf }

func (full) Apply(context.Context, evidence.Batch) (evidence.Applied, error) {
	return evidence.Applied{}, &evidence.Error{Code: evidence.CodeUnavailable, Message: "the disk is full"}
}

// What was written before an error is in the result beside it: here a suggestion was withdrawn, and its successor not
// recorded.
func TestRun_ReportsWhatWasWritten(t *testing.T) {
	s := newShelf(t, articles())
	s.look(detect.Options{})
	var b evidence.Batch
	b.Sources = put(
		evidence.Source{ID: "source:late", PublishedAt: "2024-03-03", Fingerprint: b.AddWords(ownWords + " ")},
		evidence.Source{ID: "source:later", PublishedAt: "2024-03-06", Fingerprint: b.AddWords(original + " ")},
	)
	s.record(b)
	r, err := detect.Run(t.Context(), full{s}, detect.Options{})
	if err == nil || r == nil || r.Applied.Retracted[evidence.KindDerivation] != 1 ||
		r.Applied.Created[evidence.KindDerivation] != 0 {
		t.Errorf("got %v and %+v; want the error, and that one suggestion was withdrawn", err, r)
	}
}
