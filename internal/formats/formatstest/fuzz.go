package formatstest

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/registry"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

// FuzzImport feeds any bytes as a document of a format. Whatever they are: no panic and no other error than invalid;
// each line is of a type that there is; the same bytes say the same again; and the import takes what comes of them, or
// reports what is wrong, with no error of its own.
func FuzzImport(f *testing.F, format func() formats.Format, seeds ...string) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		const name = "paper.example/trust.txt"
		first, second := &Taken{}, &Taken{}
		before := allocated()
		TakeMore(t, first, format(), name, string(text))
		if used := allocated() - before; used > mostMemory(len(text)) {
			t.Errorf("%d bytes took %d bytes of memory", len(text), used)
		}
		TakeMore(t, second, format(), name, string(text))
		if !slices.Equal(first.Said, second.Said) {
			t.Errorf("the first time it says %q, then %q", first.Said, second.Said)
		}
		if len(text) > 8<<10 {
			return // the store of the tests looks at every record for every other
		}
		s := memstore.New(Now, 1_000_000)
		o := ingest.Options{Formats: []formats.Format{format()}, Format: format().Name}
		summary, err := ingest.Import(t.Context(), s,
			[]ingest.Input{{Name: name, Reader: strings.NewReader(string(text))}}, o)
		if err != nil && evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("import: %v", err)
		}
		for _, p := range summary.Problems {
			// in a table the type may be the user's own
			ours := strings.Contains(p.Message, "unknown type") && o.Format != "csv"
			if p.Message == "" || p.Line != 0 || ours {
				t.Errorf("the problem %+v says nothing, or names a line of our own", p)
			}
		}
		for _, said := range first.Said {
			at, line, isLine := strings.Cut(said, " {")
			var v map[string]any
			if isLine && !strings.Contains(at, "!") && !strings.HasPrefix(at, "(") && !strings.HasPrefix(at, "error") &&
				json.Unmarshal([]byte("{"+line), &v) == nil && v["type"] == nil && format().Name != "csv" {
				t.Errorf("a line without a type: %s", said)
			}
		}
	})
}

// FormatFunc returns how to get the format of a name.
func FormatFunc(name string) func() formats.Format {
	return func() formats.Format {
		all := registry.Formats(nil)
		return all[slices.IndexFunc(all, func(f formats.Format) bool { return f.Name == name })]
	}
}

// allocated returns how many bytes were ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// mostMemory is what reading so many bytes may allocate in all: the libraries for pages keep tables of their own, and
// copy a page several times.
func mostMemory(bytes int) uint64 { return 64<<20 + 20_000*uint64(bytes) }
