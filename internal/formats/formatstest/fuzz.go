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
		usersOwn := o.Format == "csv" // in a table the type may be the user's own
		checkProblems(t, summary.Problems, usersOwn)
		if !usersOwn {
			checkTypes(t, first.Said)
		}
	})
}

// checkProblems fails if a problem says nothing, or names what the reader wrote itself: a line, or an unknown type that
// is not the user's own.
func checkProblems(t *testing.T, problems []ingest.Problem, usersOwn bool) {
	t.Helper()
	for _, p := range problems {
		if p.Message == "" || p.Line != 0 || strings.Contains(p.Message, "unknown type") && !usersOwn {
			t.Errorf("the problem %+v says nothing, or names a line of our own", p)
		}
	}
}

// checkTypes fails if a line that was written has no type.
func checkTypes(t *testing.T, said []string) {
	t.Helper()
	for _, s := range said {
		at, line, isLine := strings.Cut(s, " {")
		if !isLine || strings.Contains(at, "!") || strings.HasPrefix(at, "(") || strings.HasPrefix(at, "error") {
			continue
		}
		var v map[string]any
		if json.Unmarshal([]byte("{"+line), &v) == nil && v["type"] == nil {
			t.Errorf("a line without a type: %s", s)
		}
	}
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
