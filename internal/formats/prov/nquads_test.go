package prov_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/prov"
)

// foreignQuads says what foreignProv says, in PROV-O as other tools write it.
const foreignQuads = `# a comment
<https://news.example/story> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Entity> ` +
	`<urn:g> .
<https://news.example/story> <http://www.w3.org/2000/01/rdf-schema#label> "A st\u006Fry"@en <urn:g> . # and another

<https://news.example/story> <http://www.w3.org/ns/prov#wasAttributedTo> <urn:org:desk> .
<https://news.example/story> <http://www.w3.org/ns/prov#wasAttributedTo> <urn:org:p> .
<https://news.example/story> <http://www.w3.org/ns/prov#generatedAtTime> ` +
	`"2024-03-04T05:06:07Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
<https://news.example/story>	<http://www.w3.org/ns/prov#wasQuotedFrom>	<urn:d:plain>	_:g1	.
<https://news.example/story> <http://www.w3.org/ns/prov#wasDerivedFrom> <urn:d:plain> .
<https://news.example/story> <http://www.w3.org/ns/prov#qualifiedQuotation> _:q.1 .
_:q.1 <http://www.w3.org/ns/prov#entity> <urn:d:plain>.
<urn:d:plain> <http://www.w3.org/ns/prov#atLocation> <https://other.example/1> .
<urn:d:plain> <http://www.w3.org/ns/prov#hadPrimarySource> <https://news.example/witness#1> .
<urn:org:desk> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Organization> .
<urn:org:desk> <http://www.w3.org/2000/01/rdf-schema#label> "Desk" .
<urn:org:owner> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Organization> .
<urn:org:p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Person> .
<urn:org:p> <http://www.w3.org/2000/01/rdf-schema#label> "P"^^<http://www.w3.org/2001/XMLSchema#string> .`

func TestNQuads_Foreign(t *testing.T) {
	for name, text := range map[string]string{
		"lines": foreignQuads, "CRLF": strings.ReplaceAll(foreignQuads, "\n", "\r\n"),
		"a byte order mark": "\xef\xbb\xbf" + foreignQuads + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			if !prov.NQuads().Recognise("x", []byte(text)) {
				t.Error("is not recognised")
			}
			f := formatstest.MustRead(t, prov.NQuads(), text)
			// The witness is spoken of before the agents.
			want := foreignProvLines
			want = append(append(append([]string{}, want[:4]...), want[7]), want[4:7]...)
			formatstest.WantLinesInAnyOrder(t, f, want...)
			if len(f.Rejects) > 0 {
				t.Errorf("rejected: %v", f.Rejects)
			}
			formatstest.Imported(t, f.Lines)
		})
	}
}

// TestNQuads_Grammar holds the parser against statements of the W3C's grammar of N-Quads, as good and bad as their
// neighbours.
func TestNQuads_Grammar(t *testing.T) {
	const head = `<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> `
	for _, object := range []string{
		`""`, `"\t\b\n\r\f\"\'\\"`, `"\U0001F388"`, `"x"@en-GB-x-1`, `"1"^^<urn:t>`, `<urn:\u00e9>`, `_:b`, `_:b.c`,
		`"a" <urn:g>`, `"a" _:g`, "\"tab\there\"",
	} {
		f := formatstest.MustRead(t, prov.NQuads(), head+object+" .")
		if len(f.Rejects) > 0 {
			t.Errorf("%s is rejected: %v", object, f.Rejects)
		}
	}
	for _, line := range []string{
		head, head + `"x"`, head + `"x" . x`, head + `"x .`, head + `"x\" .`, head + `"\q" .`, head + `"\u12" .`,
		head + `"\uD800" .`, head + `"\UFFFFFFFF" .`, head + `'x' .`,
		head + `"x"@ .`, head + `"x"@e! .`, head + `"x"^^y .`, head + `<relative> .`, head + `<urn:a b> .`,
		head + `<urn:a .`, head + `<urn:\n> .`, head + `_: .`, head + `"a" "b" .`,
		head + `"a" <urn:g> <urn:h> .`, `"x" <urn:p> "y" .`, `<urn:a> _:p "y" .`, `<urn:a> "p" "y" .`, `x`, `.`,
		`<urn:a>`, `<urn:a> <urn:p> 7 .`, `<urn:a> <urn:p> true .`,
	} {
		f := formatstest.MustRead(t, prov.NQuads(), line)
		if len(f.Rejects) != 1 || !strings.HasPrefix(f.Rejects[0], "line 1: : found ") || len(f.Lines) > 0 {
			t.Errorf("%s: rejects %v, lines %v", line, f.Rejects, f.Lines)
		}
		if prov.NQuads().Recognise("x", []byte(line)) {
			t.Errorf("%s is recognised", line)
		}
	}
}

func TestNQuads_Bad(t *testing.T) {
	const good = "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Entity> .\n"
	for _, c := range []struct {
		name, text string
		lines      int
		rejects    []string
		err        string
	}{
		{
			"bad UTF-8", "<urn:a> <urn:p> \"\xe9\" .\n" + good, 1,
			[]string{"line 1: : not UTF-8; expected text in UTF-8"}, "",
		},
		{
			"NUL", good + "<urn:a> <urn:p> \"\x00\" .\n", 1,
			[]string{"line 2: : contains a NUL byte; expected text without it"}, "",
		},
		{
			"a cut last line", good + "<urn:a> <urn:p> \"x",
			1, []string{`line 2: : found "x; expected " at the end of a literal`}, "",
		},
		{
			"swapped columns", good + "\"x\" <urn:p> <urn:a> .",
			1, []string{"line 2: : found x; expected a subject, <IRI> or _:name"}, "",
		},
		{"the same line twice", good + good, 1, nil, ""},
		{
			"a line of 9 MB", good + "<urn:a> <http://www.w3.org/2000/01/rdf-schema#comment> \"" +
				strings.Repeat("a", 9<<20) + "\" .\n", 1, nil, "",
		},
		{
			"a line of 11 MB", good + "<urn:a> <urn:p> \"" + strings.Repeat("a", 11<<20) + "\" .\n", 0, nil,
			"doc: line 2 cannot be read: an item is longer than 10 MB",
		},
		{"nothing", "", 0, nil, ""},
		{
			"JSON", "{}\n[]", 0,
			[]string{
				"line 1: : found {}; expected a subject, <IRI> or _:name",
				"line 2: : found []; expected a subject, <IRI> or _:name",
			}, "",
		},
	} {
		t.Run(c.name, func(t *testing.T) { formatstest.CheckBad(t, prov.NQuads(), c.text, c.lines, c.rejects, c.err) })
	}
}

// TestNQuads_MoreThanFits shows that a graph that does not fit is refused instead of filling the memory.
func TestNQuads_MoreThanFits(t *testing.T) {
	line := "<urn:a> <http://www.w3.org/2000/01/rdf-schema#comment> \"" + strings.Repeat("a", 4<<20) + "\" .\n"
	_, err := formatstest.Read(t, prov.NQuads(), strings.Repeat(line, 65))
	if err == nil || !strings.Contains(err.Error(), "more than 256 MB") {
		t.Errorf("260 MB of statements: %v", err)
	}
}

func FuzzNQuads(f *testing.F) {
	f.Add([]byte(foreignQuads))
	var text bytes.Buffer
	if _, err := export.WriteNQuads(&text, rapid.Custom(formatstest.DrawGraph).Example(3)); err != nil {
		f.Fatal(err)
	}
	f.Add(text.Bytes())
	formatstest.FuzzReading(f, prov.NQuads)
}
