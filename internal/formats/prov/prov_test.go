package prov_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/prov"
)

func everything(g *export.Graph) *export.Graph { return g }

func TestProv_RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { formatstest.RoundTrip(t, export.WritePROV, prov.JSON(), everything) })
}

func TestNQuads_RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { formatstest.RoundTrip(t, export.WriteNQuads, prov.NQuads(), everything) })
}

// TestProv_OtherTools gives both formats to PROV's own library and to rdflib, and reads back what they make of them:
// PROV-JSON as the library writes it, the same as RDF, and the quads as rdflib writes them. All must still say the
// same.
func TestProv_OtherTools(t *testing.T) {
	graphs := append(formatstest.SomeGraphs(12), formatstest.SeedGraph(t))
	type document struct{ Prov, Quads string }
	var documents []document
	for _, g := range graphs {
		var prov, quads bytes.Buffer
		if _, err := export.WritePROV(&prov, g); err != nil {
			t.Fatal(err)
		}
		if _, err := export.WriteNQuads(&quads, g); err != nil {
			t.Fatal(err)
		}
		documents = append(documents, document{prov.String(), quads.String()})
	}
	var answers []struct{ Prov, ProvQuads, Quads string }
	formatstest.Python(t, `
import json, sys
from prov.model import ProvDocument
from rdflib import Dataset
answer = []
for d in json.load(sys.stdin):
    document = ProvDocument.deserialize(content=d["Prov"], format="json")
    quads = Dataset()
    quads.parse(data=d["Quads"], format="nquads")
    assert len(list(quads.quads())) == len(set(d["Quads"].splitlines())), "rdflib reads another number of quads"
    answer.append({"Prov": document.serialize(format="json"), "ProvQuads": document.serialize(format="rdf",`+
		` rdf_format="nquads"),
        "Quads": quads.serialize(format="nquads")})
json.dump(answer, sys.stdout)`, documents, &answers)
	for i, a := range answers {
		for name, again := range map[string]struct {
			format formats.Format
			text   string
		}{
			"PROV-JSON by prov": {prov.JSON(), a.Prov}, "N-Quads by prov": {prov.NQuads(), a.ProvQuads},
			"N-Quads by rdflib": {prov.NQuads(), a.Quads},
		} {
			f := formatstest.MustRead(t, again.format, again.text)
			if len(f.Rejects) > 0 {
				t.Fatalf("%s: rejected %v", name, f.Rejects)
			}
			want := *graphs[i]
			if diff := gocmp.Diff(inOrder(&want), inOrder(formatstest.Imported(t, f.Lines)),
				formatstest.AsStated()...); diff != "" {
				t.Fatalf("%s of graph %d (-written +read):\n%s", name, i, diff)
			}
		}
	}
}

// inOrder sorts what RDF has no order for.
func inOrder(g *export.Graph) *export.Graph {
	g.Claims = slices.Clone(g.Claims)
	for i, c := range g.Claims {
		g.Claims[i].Tags = slices.Sorted(slices.Values(c.Tags))
	}
	return g
}

const foreignProv = `{"prefix":{"ex":"https://news.example/","org":"urn:org:","default":"urn:d:"},
 "entity":{"ex:story":{"prov:label":{"$":"A story","lang":"en"},"prov:type":"ex:Article"},` +
	`"plain":{"prov:location":"https://other.example/1"},
  "ex:b":{"prov:type":{"$":"prov:Bundle","type":"xsd:QName"}}},
 "agent":{"org:desk":{"prov:type":{"$":"prov:Organization","type":"xsd:QName"},"prov:label":"Desk"},` +
	`"org:owner":{"prov:type":"prov:Organization"},
  "org:p":{"prov:type":[{"$":"prov:Person","type":"prov:QUALIFIED_NAME"}],"prov:label":"P"}},
 "activity":{"ex:a":{"prov:startTime":"2024-01-01T00:00:00"}},
 "wasAttributedTo":{"_:1":{"prov:entity":"ex:story","prov:agent":"org:desk"},` +
	`"_:2":{"prov:entity":"ex:story","prov:agent":"org:p"}},
 "wasGeneratedBy":{"_:3":{"prov:entity":"ex:story","prov:activity":"ex:a","prov:time":"2024-03-04T05:06:07Z"}},
 "wasDerivedFrom":{"_:4":{"prov:generatedEntity":"ex:story","prov:usedEntity":"plain","prov:type":"prov:Quotation"},
  "_:5":[{"prov:generatedEntity":"plain","prov:usedEntity":"ex:witness#1","prov:type":{"$":"prov:PrimarySource",` +
	`"type":"xsd:QName"}}]},
 "used":{"_:6":{"prov:activity":"ex:a","prov:entity":"plain"}}}`

// The lines for the same provenance, whichever format it comes in.
var foreignProvLines = []string{
	`{"type":"source","id":"source:https://news.example/story","title":"A story","language":"en",` +
		`"url":"https://news.example/story","publishedAt":"2024-03-04T05:06Z",
	  "outlet":"outlet:urn:org:desk","authors":["person:urn:org:p"]}`,
	`{"type":"derivation","from":"source:https://news.example/story","to":"source:urn:d:plain","kind":"QUOTES"}`,
	`{"type":"source","id":"source:urn:d:plain","url":"https://other.example/1"}`,
	`{"type":"derivation","from":"source:urn:d:plain","to":"source:https://news.example/witness#1",` +
		`"kind":"DERIVED_FROM"}`,
	`{"type":"outlet","id":"outlet:urn:org:desk","name":"Desk"}`,
	`{"type":"organization","id":"organization:urn:org:owner","name":"urn:org:owner"}`,
	`{"type":"person","id":"person:urn:org:p","name":"P"}`,
	`{"type":"source","id":"source:https://news.example/witness#1","firsthand":true}`,
}

func TestProv_Foreign(t *testing.T) {
	bundled := `{"prefix":{"x":"urn:x:"},"bundle":{"x:1":` + foreignProv + `}}`
	for name, text := range map[string]string{
		"a document": foreignProv, "a bundle": bundled, "a byte order mark": "\xef\xbb\xbf" + foreignProv,
	} {
		t.Run(name, func(t *testing.T) {
			if !prov.JSON().Recognise("x", []byte(text)) {
				t.Error("is not recognised")
			}
			f := formatstest.MustRead(t, prov.JSON(), text)
			formatstest.WantLines(t, f, foreignProvLines...)
			if len(f.Rejects) > 0 {
				t.Errorf("rejected: %v", f.Rejects)
			}
			formatstest.Imported(t, f.Lines)
		})
	}
}

// TestProv_OrderOfMembers: the prefixes may stand after what uses them, in a document, in a bundle and around it.
func TestProv_OrderOfMembers(t *testing.T) {
	prefixes, rest, _ := strings.Cut(strings.TrimPrefix(foreignProv, "{"), "},")
	last := "{" + strings.TrimSuffix(rest, "}") + "," + prefixes + "}}"
	inner := `{"entity":{"x:e":{"prov:label":"E","y:z":1}},"prefix":{"y":"urn:y:"}}`
	for name, text := range map[string]string{
		"a document": last,
		"a bundle":   `{"bundle":{"x:1":` + last + `},"prefix":{"x":"urn:x:"}}`,
		"a bundle of its document": `{"bundle":{"x:1":{` + strings.TrimSuffix(rest, "}") + `}},` + prefixes +
			`,"x":"urn:x:"}}`,
	} {
		f := formatstest.MustRead(t, prov.JSON(), text)
		lines := slices.Clone(f.Lines)
		slices.Sort(lines)
		if want := formatstest.MustRead(t, prov.JSON(), foreignProv).Lines; len(f.Rejects) > 0 ||
			!slices.Equal(lines, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: lines %v, rejects %v", name, f.Lines, f.Rejects)
		}
	}
	f := formatstest.MustRead(t, prov.JSON(), `{"bundle":{"x:1":`+inner+`},"prefix":{"x":"urn:x:"}}`)
	if len(f.Rejects) > 0 || len(f.Lines) != 1 || !strings.Contains(f.Lines[0], "source:urn:x:e") {
		t.Errorf("prefixes of both: lines %v, rejects %v", f.Lines, f.Rejects)
	}
}

func TestProv_Bad(t *testing.T) {
	const good = `"entity":{"ex:e":{}}`
	doc := func(more string) string { return `{"prefix":{"ex":"urn:ex:"},` + good + more + `}` }
	for _, c := range []struct {
		name, text string
		lines      int
		rejects    []string
		err        string
	}{
		{
			"an unknown prefix", doc(`,"agent":{"no:a":{}}`), 1,
			[]string{`agent no:a: : the prefix of "no:a" is not known; expected it under "prefix"`}, "",
		},
		{"a derivation without an end", doc(`,"wasDerivedFrom":{"_:1":{"prov:generatedEntity":"ex:e"}}`), 1,
			[]string{"wasDerivedFrom _:1: : prov:usedEntity is missing; expected the name of what it is about"}, ""},
		{
			"an agent of no known kind", doc(`,"agent":{"ex:a":{}}`), 1,
			[]string{
				"agent ex:a: type: urn:ex:a is neither prov:Organization nor prov:Person; Credence knows no " +
					"other agents",
			}, "",
		},
		{"a derivation from a person",
			doc(`,"agent":{"ex:p":{"prov:type":"prov:Person"}},` +
				`"wasDerivedFrom":{"_:1":{"prov:generatedEntity":"ex:e","prov:usedEntity":"ex:p"}}`), 2,
			[]string{
				"wasDerivedFrom _:1: entity: urn:ex:p is not a source that another can take from; expected an entity",
			}, ""},
		{"what is not a record", doc(`,"agent":{"ex:a":[1]},"wasAttributedTo":7,"bundle":{"ex:b":null}`), 1,
			[]string{
				"agent ex:a: : found [1]; expected an object",
				"section wasAttributedTo: wasAttributedTo: is not an object; expected its members by name",
				"bundle ex:b: : is not an object; expected a bundle",
			}, ""},
		{"swapped columns", doc(`,"wasAttributedTo":{"_:1":{"prov:entity":{"a":1},"prov:agent":["ex:e"]}}`), 1,
			[]string{"wasAttributedTo _:1: : prov:entity is missing; expected the name of what it is about"}, ""},
		{"a blank node", doc(`,"wasDerivedFrom":{"_:1":{"prov:generatedEntity":"ex:e","prov:usedEntity":"_:x"}}`), 1,
			[]string{
				"wasDerivedFrom _:1: entity: _:x is not a source that another can take from; expected an entity",
				"wasDerivedFrom _:1: : is a blank node, which nobody can name again; expected an IRI",
			}, ""},
		{
			"a circle", doc(`,"wasDerivedFrom":{"_:1":{"prov:generatedEntity":"ex:e","prov:usedEntity":"ex:e"}}`), 2,
			nil, "",
		},
		{"an entity twice", doc(`,` + good), 1, nil, ""},
		{
			"bad UTF-8", doc(",\"agent\":{\"ex:a\":{\"prov:label\":\"\xe9\"}}"),
			1, []string{"agent ex:a: : not UTF-8; expected text in UTF-8"}, "",
		},
		{"a cut end", doc("")[:20], 0, nil, "doc: ends in the middle"},
		{"a list", "[]", 0, nil, "doc: is not an object"},
		{"something after it", doc("") + "{}", 0, nil, "doc: something follows"},
		{
			"an entity of 11 MB", doc(`,"agent":{"ex:a":"` + strings.Repeat("a", 11<<20) + `"}`), 0, nil,
			"doc: an item is longer than 10 MB",
		},
		{
			"20,000 lists in one another",
			doc(`,"agent":{"ex:a":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`), 0, nil,
			"doc: not valid JSON",
		},
		{"nothing", "", 0, nil, "doc: ends in the middle"},
	} {
		t.Run(c.name, func(t *testing.T) { formatstest.CheckBad(t, prov.JSON(), c.text, c.lines, c.rejects, c.err) })
	}
}

func FuzzProv(f *testing.F) {
	f.Add([]byte(foreignProv))
	var text bytes.Buffer
	if _, err := export.WritePROV(&text, rapid.Custom(formatstest.DrawGraph).Example(3)); err != nil {
		f.Fatal(err)
	}
	f.Add(text.Bytes())
	formatstest.FuzzReading(f, prov.JSON)
}
