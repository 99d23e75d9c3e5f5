package registry_test

import (
	"context"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/registry"
)

// TestRecognise: each document is recognised by its content, and the others' are not taken for it.
func TestRecognise(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"x", "<?xml version=\"1.0\"?>\n<!-- c --><rss version=\"2.0\"><channel/></rss>", "feed"},
		{"x", `<feed xmlns="http://www.w3.org/2005/Atom"></feed>`, "feed"},
		{
			"x", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">` +
				`</rdf:RDF>`, "feed",
		},
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
		f, ok := registry.Recognise(c.name, []byte(c.text))
		if f.Name != c.want || ok != (c.want != "") {
			t.Errorf("%q, called %s, is taken for %q; expected %q", c.text, c.name, f.Name, c.want)
		}
	}
	for _, f := range registry.Formats(nil) {
		if f.Name == "" || f.About == "" {
			t.Errorf("the format %+v lacks a name or what it is", f)
		}
	}
}

// TestReaders_BadInput: whatever is wrong with a document, its reader says so with code invalid, or rejects an item,
// and what is good in it is recorded. Nothing is made of it that is no text.
func TestReaders_BadInput(t *testing.T) {
	good := map[string]string{
		"bods": `{"statementId":"s","recordId":"r","recordType":"person",` +
			`"recordDetails":{"names":[{"fullName":"Ann"}]}}` + "\n",
		"ftm":     `{"id":"a","schema":"Person","properties":{"name":["Ann"]}}` + "\n",
		"ftm-csv": "canonical_id,entity_id,prop,schema,value\na,a,name,Person,Ann\n",
		"feed":    "<rss><channel><item><title>Ann</title><link>https://a.example/1</link></item></channel></rss>",
		"html": "<!doctype html><html><head><meta charset=utf-8><title>Ann</title><link rel=canonical " +
			"href=https://a.example/1></head><body><p>Ann.</p></body></html>",
		"trust.txt": "controlledby=https://Ann.example/\n",
		"csv":       "Title,Link\nAnn,https://a.example/1\n",
	}
	for name, text := range good {
		f := formatstest.Format(t, name)
		read := func(text string) (said, wrong int) {
			file := "paper.example/trust.txt"
			if name == "html" {
				file = "paper.example/a.html" // a page of that name is refused
			}
			k := formatstest.Take(t, f, file, text)
			for _, s := range k.Said {
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
			summary, _ := formatstest.ImportAs(t, name, "paper.example/trust.txt", bad)
			if len(summary.Problems) == 0 {
				t.Errorf("%s: nothing is said of %s", name, what)
			}
		}
	}
}

// TestReaders_StopWithTheirContext: a reader that is not wanted any more ends.
func TestReaders_StopWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, text := range map[string]string{
		"ftm": `{"id":"a"}`, "csv": "a,b\n1,2\n", "feed": "<rss><item/></rss>", "html": "<html>",
		"trust.txt": "control=a.example\n",
	} {
		if err := formatstest.Format(t, name).Read(ctx,
			formats.Document{Name: "paper.example/trust.txt", Body: strings.NewReader(text)},
			&formatstest.Taken{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzRecognise: any beginning of a file is of a format or not; nobody panics.
func FuzzRecognise(f *testing.F) {
	for _, seed := range []string{
		"<rss", "a,b\n1,2\n", `{"recordType":`, "control=x", "<!doctype html>", "\xff\xfe", `"`,
	} {
		f.Add("n.csv", []byte(seed))
	}
	f.Fuzz(func(t *testing.T, name string, head []byte) {
		if f, ok := registry.Recognise(name, head); ok != (f.Name != "") {
			t.Errorf("recognised %v as %q", ok, f.Name)
		}
	})
}
