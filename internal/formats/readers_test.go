package formats_test

import (
	stdcontext "context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

// taken is what a reader made of documents: "place {line}" and "place! field: message" and "(note)", in their order.
type taken struct{ said []string }

func (k *taken) Write(at string, line formats.Line) error {
	text, err := json.Marshal(line)
	k.said = append(k.said, at+" "+string(text))
	return err
}

func (k *taken) Reject(at, field, message string) error {
	k.said = append(k.said, at+"! "+field+": "+message)
	return nil
}

func (k *taken) Note(text string) { k.said = append(k.said, "("+text+")") }

// called returns the format of a name.
func called(t testing.TB, name string) formats.Format {
	t.Helper()
	for _, f := range formats.Formats(nil) {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no format %s", name)
	return formats.Format{}
}

// take reads a document; the error is part of what is said.
func take(t testing.TB, f formats.Format, name, text string) *taken {
	t.Helper()
	k := &taken{}
	takeMore(t, k, f, name, text)
	return k
}

func takeMore(t testing.TB, k *taken, f formats.Format, name, text string) {
	t.Helper()
	if err := f.Read(t.Context(), formats.Document{Name: name, Body: strings.NewReader(text)}, k); err != nil {
		if evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("the error %v has code %s", err, evidence.CodeOf(err))
		}
		k.said = append(k.said, "error: "+err.Error())
	}
}

// wantSaid compares with lines "place {json}", whose fields may be in any order, and with what begins like the others.
func wantSaid(t testing.TB, k *taken, want ...string) {
	t.Helper()
	got := append([]string{}, k.said...)
	for i, text := range want {
		at, line, isLine := strings.Cut(text, " {")
		if isLine && !strings.Contains(at, "!") && !strings.HasPrefix(text, "(") && !strings.HasPrefix(text, "error") {
			var v any
			if err := json.Unmarshal([]byte("{"+line), &v); err != nil {
				t.Fatalf("the wanted line %s: %v", line, err)
			}
			sorted, _ := json.Marshal(v)
			want[i] = at + " " + string(sorted)
			continue
		}
		if i < len(got) && strings.HasPrefix(got[i], strings.TrimSuffix(text, "...")) && strings.HasSuffix(text, "...") {
			got[i] = text
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// idOf is a hash that an id is made of: source, person and claim ids are checked by the domain's own functions.
func idOf(parts ...string) string { return evidence.HashKey(parts...) }

func sourceAt(t testing.TB, address string) string {
	t.Helper()
	id, ok := evidence.SourceIDOf(evidence.Source{URL: address})
	if !ok {
		t.Fatalf("%s is no address", address)
	}
	return string(id)
}

func sourceTitled(outlet, title, day string) string {
	return "source:" + idOf(outlet, title, day)
}

// importAll imports documents by the one path of all formats and returns its summary.
func importAll(t testing.TB, pairs ...string) (ingest.Summary, *memstore.Store) {
	t.Helper()
	return importAs(t, "", pairs...)
}

func importAs(t testing.TB, format string, pairs ...string) (ingest.Summary, *memstore.Store) {
	t.Helper()
	s := memstore.New(now, 1_000_000)
	var inputs []ingest.Input
	for i := 0; i < len(pairs); i += 2 {
		inputs = append(inputs, ingest.Input{Name: pairs[i], Reader: strings.NewReader(pairs[i+1])})
	}
	summary, err := ingest.Import(t.Context(), s, inputs, ingest.Options{Formats: withoutText(formats.Formats(nil)), Format: format})
	if err != nil {
		t.Fatal(err)
	}
	return summary, s
}

// withoutText returns the formats without the words of articles: what the import makes of these is its own matter.
func withoutText(all []formats.Format) []formats.Format {
	for i, f := range all {
		all[i].Read = func(ctx stdcontext.Context, doc formats.Document, out formats.Lines) error {
			return f.Read(ctx, doc, wordless{out})
		}
	}
	return all
}

type wordless struct{ formats.Lines }

func (w wordless) Write(at string, line formats.Line) error {
	if line["type"] == "source" {
		delete(line, "text")
	}
	return w.Lines.Write(at, line)
}

func outletJSON(domain string) string {
	return fmt.Sprintf(`{"type":"outlet","id":"outlet:%s","name":%q,"domains":[%q]}`, domain, domain, domain)
}

// TestRecognise: each document is told by its content, and the others' are not taken for it.
func TestRecognise(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"x", "<?xml version=\"1.0\"?>\n<!-- c --><rss version=\"2.0\"><channel/></rss>", "feed"},
		{"x", `<feed xmlns="http://www.w3.org/2005/Atom"></feed>`, "feed"},
		{"x", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"></rdf:RDF>`, "feed"},
		{"x", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>`, ""},
		{"x", "\xef\xbb\xbf\n<!DOCTYPE HTML><title>x</title>", "html"},
		{"x", "<!-- c -->\n<html><body>rss feed", "html"},
		{"x", `<svg xmlns="http://www.w3.org/2000/svg"></svg>`, ""},
		{"x", `{"id":"a","schema":"Person","properties":{}}`, "ftm"},
		{"x", "canonical_id,entity_id,prop,schema,value\na,a,name,Person,A\n", "ftm-csv"},
		{"x", `[{"statementId":"s","recordId":"r","recordType":"person","recordDetails":{}}]`, "bods"},
		{"x", "# us\ncontrolledby=https://a.example/\nsocial = https://b.example\n", "trust.txt"},
		{"paper.example/trust.txt", "# nothing yet\n", "trust.txt"},
		{"x", "Title,Link\nA,https://a.example\n", "csv"},
		{"x", "Title\tLink\nA, B\thttps://a.example\nC\td\n", "csv"},
		{"x.csv", "Title\nA\n", "csv"},
		{"x.tsv", "Title\tLink\n", "csv"},
		{"x", "Dear all,\nthis is, as you see, a letter.\n", ""},
		{"x", "Dear John, dear Ann\nwe met, and talked, at length\n", ""},
		{"x", `{"some":"object"}`, ""},
		{"x", "", ""},
		{"x", "name=value\nother=thing\n", ""},
	} {
		f, ok := formats.Recognise(c.name, []byte(c.text))
		if f.Name != c.want || ok != (c.want != "") {
			t.Errorf("%q, called %s, is taken for %q; expected %q", c.text, c.name, f.Name, c.want)
		}
	}
	for _, f := range formats.Formats(nil) {
		if f.Name == "" || f.About == "" {
			t.Errorf("the format %+v lacks a name or what it is", f)
		}
	}
}

// TestReaders_BadInput: whatever is wrong with a document, its reader says so with code invalid, or rejects an item, and
// what is good beside it is taken. Nothing is made of it that is no text.
func TestReaders_BadInput(t *testing.T) {
	good := map[string]string{
		"bods":      `{"statementId":"s","recordId":"r","recordType":"person","recordDetails":{"names":[{"fullName":"Ann"}]}}` + "\n",
		"ftm":       `{"id":"a","schema":"Person","properties":{"name":["Ann"]}}` + "\n",
		"ftm-csv":   "canonical_id,entity_id,prop,schema,value\na,a,name,Person,Ann\n",
		"feed":      "<rss><channel><item><title>Ann</title><link>https://a.example/1</link></item></channel></rss>",
		"html":      "<!doctype html><html><head><meta charset=utf-8><title>Ann</title><link rel=canonical href=https://a.example/1></head><body><p>Ann.</p></body></html>",
		"trust.txt": "controlledby=https://Ann.example/\n",
		"csv":       "Title,Link\nAnn,https://a.example/1\n",
	}
	for name, text := range good {
		f := called(t, name)
		read := func(text string) (said, wrong int) {
			file := "paper.example/trust.txt"
			if name == "html" {
				file = "paper.example/a.html" // a page of that name is refused
			}
			k := take(t, f, file, text)
			for _, s := range k.said {
				switch at, _, _ := strings.Cut(s, " "); {
				case strings.HasPrefix(s, "error: ") || strings.HasSuffix(at, "!") || strings.Contains(s, "! "):
					wrong++
				case !strings.HasPrefix(s, "("):
					said++
				}
			}
			return said, wrong
		}
		whole, wrong := read(text)
		if whole == 0 || wrong > 0 {
			t.Fatalf("%s: the good document gives %d lines and %d faults", name, whole, wrong)
		}
		if marked, wrong := read("\xef\xbb\xbf" + text); marked != whole || wrong > 0 {
			t.Errorf("%s: behind a byte order mark there are %d lines and %d faults", name, marked, wrong)
		}
		if crlf, wrong := read(strings.ReplaceAll(text, "\n", "\r\n")); crlf != whole || wrong > 0 {
			t.Errorf("%s: with Windows' line ends there are %d lines and %d faults", name, crlf, wrong)
		}
		for what, bad := range map[string]string{
			"a NUL":       strings.Replace(text, "Ann", "A\x00nn", 1),
			"bad UTF-8":   strings.Replace(text, "Ann", "A\xff\xfenn", 1),
			"a long item": strings.Replace(text, "Ann", strings.Repeat("A", 11<<20), 1),
			"cut":         text[:len(text)*2/3],
		} {
			if what == "cut" && (name == "html" || name == "trust.txt" || name == "ftm-csv") {
				continue // a page, a short line and, between two rows, a table can end anywhere
			}
			summary, _ := importAs(t, name, "paper.example/trust.txt", bad)
			if len(summary.Problems) == 0 {
				t.Errorf("%s: nothing is said of %s", name, what)
			}
		}
	}
}

// TestReaders_StopWithTheirContext: a reader that is not wanted any more ends.
func TestReaders_StopWithTheirContext(t *testing.T) {
	ctx, cancel := stdcontext.WithCancel(t.Context())
	cancel()
	for name, text := range map[string]string{
		"ftm": `{"id":"a"}`, "csv": "a,b\n1,2\n", "feed": "<rss><item/></rss>", "html": "<html>", "trust.txt": "control=a.example\n",
	} {
		if err := called(t, name).Read(ctx, formats.Document{Name: "paper.example/trust.txt", Body: strings.NewReader(text)}, &taken{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
