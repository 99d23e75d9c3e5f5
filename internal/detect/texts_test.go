package detect_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
)

// FuzzRun holds that a look ends well whatever two sources say, and that nothing in its answer is empty that a reader is
// promised.
func FuzzRun(f *testing.F) {
	for _, end := range []string{"(Reporting by A; Editing by B)", "Reporting by", "(AP) A contributed to this report", "“\u200b”", "— dpa/AFP", "“a b c d e f”"} {
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
