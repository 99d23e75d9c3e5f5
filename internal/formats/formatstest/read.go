// Package formatstest has what the tests of the readers share: it reads and imports documents of any format, draws
// graphs to write and read again, and feeds readers random bytes.
package formatstest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// Found is what a reader made of a document.
type Found struct {
	Lines   []string // as JSON, with their fields in order
	places  []string // where each was found
	Rejects []string // "place: field: message"
}

// Write implements formats.Lines.
func (f *Found) Write(at string, line formats.Line) error {
	text, err := json.Marshal(line)
	f.Lines, f.places = append(f.Lines, string(text)), append(f.places, at)
	return err
}

// Reject implements formats.Lines.
func (f *Found) Reject(at, field, message string) error {
	f.Rejects = append(f.Rejects, at+": "+field+": "+message)
	return nil
}

// Read reads a document and returns what was found in it beside the error.
func Read(t testing.TB, format formats.Format, text string) (*Found, error) {
	t.Helper()
	f := &Found{}
	return f, format.Read(t.Context(), formats.Document{Name: "doc", Body: strings.NewReader(text)}, f)
}

// MustRead reads a document that is good.
func MustRead(t testing.TB, format formats.Format, text string) *Found {
	t.Helper()
	f, err := Read(t, format, text)
	if err != nil {
		t.Fatalf("%s: %v\n%s", format.Name, err, text)
	}
	return f
}

// WantLines compares the lines with those wanted; the order of their members does not matter.
func WantLines(t *testing.T, got *Found, want ...string) {
	t.Helper()
	var sorted []string
	for _, line := range want {
		var v any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("the wanted line %s: %v", line, err)
		}
		text, _ := json.Marshal(v)
		sorted = append(sorted, string(text))
	}
	if diff := gocmp.Diff(sorted, got.Lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// WantLinesInAnyOrder is wantLines where the order of the document is another.
func WantLinesInAnyOrder(t *testing.T, got *Found, want ...string) {
	t.Helper()
	sorted := &Found{Lines: slices.Sorted(slices.Values(got.Lines))}
	order := map[string]string{}
	for _, line := range want {
		var v any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("the wanted line %s: %v", line, err)
		}
		text, _ := json.Marshal(v)
		order[string(text)] = line
	}
	var wanted []string
	for _, text := range slices.Sorted(maps.Keys(order)) {
		wanted = append(wanted, order[text])
	}
	WantLines(t, sorted, wanted...)
}

// CheckBad reads a document with something wrong in it: so many lines are good and accepted, these are rejected, and
// the document ends with this error ("" = none).
func CheckBad(t *testing.T, format formats.Format, text string, lines int, rejects []string, problem string) {
	t.Helper()
	f, err := Read(t, format, text)
	if len(f.Lines) != lines {
		t.Errorf("%d lines, want %d: %s", len(f.Lines), lines, strings.Join(f.Lines, "\n"))
	}
	if diff := gocmp.Diff(rejects, f.Rejects, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
	switch {
	case (err == nil) != (problem == ""), err != nil && !strings.HasPrefix(err.Error(), problem):
		t.Errorf("error %v, want %q", err, problem)
	case err != nil && evidence.CodeOf(err) != evidence.CodeInvalid:
		t.Errorf("error %v has code %s", err, evidence.CodeOf(err))
	}
}

// FuzzReading feeds a reader any bytes. Whatever they are: no panic, errors of code invalid, lines that are objects of
// a known type, and the same lines the second time. Each reading has a format of its own: some remember what they read.
func FuzzReading(f *testing.F, format func() formats.Format) {
	f.Fuzz(func(t *testing.T, text []byte) {
		format().Recognise("f", text[:min(len(text), 64<<10)])
		first, err := Read(t, format(), string(text))
		if err != nil && evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("error %v has code %s", err, evidence.CodeOf(err))
		}
		for i, line := range first.Lines {
			if !strings.Contains(line, `"type":"`) || first.places[i] == "" {
				t.Errorf("line %s at %q says nothing of its type or place", line, first.places[i])
			}
		}
		for _, r := range first.Rejects {
			if strings.HasPrefix(r, ": ") || strings.HasSuffix(r, ": ") {
				t.Errorf("the reject %q has no place or no message", r)
			}
		}
		second, again := Read(t, format(), string(text))
		if !slices.Equal(first.Lines, second.Lines) || (err == nil) != (again == nil) {
			t.Errorf("read twice: %d lines and %v, then %d lines and %v", len(first.Lines), err, len(second.Lines),
				again)
		}
	})
}
