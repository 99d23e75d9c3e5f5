package ingest_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/ingest"
)

const parallelNodes = `{"type":"claim","id":"c","text":"It is so."}
{"type":"source","id":"x"}
{"type":"source","id":"y"}
{"type":"source","id":"z"}
{"type":"derivation","from":"x","to":"z","kind":"CITES"}
`

// TestImport_Parallel: a second link to one source is said to add to the weight of the first, in the files and beside
// the graph.
func TestImport_Parallel(t *testing.T) {
	const whole = `{"type":"derivation","from":"x","to":"y","kind":"CITES"}` + "\n"
	const scoped = `{"type":"derivation","from":"x","to":"y","kind":"CITES","claims":["c"]}` + "\n"
	const quotes = `{"type":"derivation","from":"x","to":"y","kind":"QUOTES"}` + "\n"
	const other = `{"type":"derivation","from":"y","to":"z","kind":"QUOTES"}` + "\n"
	for name, c := range map[string]struct {
		before, file string
		want         []string // beginnings
	}{
		"one for all, one for a claim": {
			"", parallelNodes + whole + scoped,
			[]string{"f:7: source:x takes from source:y by two links for the same claims, CITES"},
		},
		"beside the graph": {
			parallelNodes + whole, quotes, []string{"f:1: source:x takes from source:y by two links"},
		},
		"three, one in the graph": {parallelNodes + whole, quotes + scoped, []string{"f:1: ", "f:2: ", "f:2: "}},
		"the same again":          {parallelNodes + whole, whole, nil},
		"another pair":            {parallelNodes + whole, other, nil},
	} {
		s := newStore()
		if c.before != "" {
			clean(t, s, file(c.before))
		}
		notes := mustImport(t, s, file(c.file), ingest.Options{}).Notes
		ok := len(notes) == len(c.want)
		for i := range min(len(notes), len(c.want)) {
			ok = ok && strings.HasPrefix(notes[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s: %q, want %q", name, notes, c.want)
		}
	}
}
