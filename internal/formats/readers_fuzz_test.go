package formats_test

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

// fuzzReader feeds any bytes as a document of a format. Whatever they are: no panic and no other error than invalid; each line is
// of a type that there is; the same bytes say the same again; and the import takes what comes of them, or tells what is
// wrong, with no error of its own.
func fuzzReader(f *testing.F, format func() formats.Format, seeds ...string) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		const name = "paper.example/trust.txt"
		first, second := &taken{}, &taken{}
		before := allocated()
		takeMore(t, first, format(), name, string(text))
		if used := allocated() - before; used > mostMemory(len(text)) {
			t.Errorf("%d bytes took %d bytes of memory", len(text), used)
		}
		takeMore(t, second, format(), name, string(text))
		if !slices.Equal(first.said, second.said) {
			t.Errorf("the first time it says %q, then %q", first.said, second.said)
		}
		if len(text) > 8<<10 {
			return // the store of the tests looks at every record for every other
		}
		s := memstore.New(now, 1_000_000)
		o := ingest.Options{Formats: []formats.Format{format()}, Format: format().Name}
		summary, err := ingest.Import(t.Context(), s, []ingest.Input{{Name: name, Reader: strings.NewReader(string(text))}}, o)
		if err != nil && evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("import: %v", err)
		}
		for _, p := range summary.Problems {
			ours := strings.Contains(p.Message, "unknown type") && o.Format != "csv" // in a table the type may be the user's own
			if p.Message == "" || p.Line != 0 || ours {
				t.Errorf("the problem %+v says nothing, or names a line of our own", p)
			}
		}
		for _, said := range first.said {
			at, line, isLine := strings.Cut(said, " {")
			var v map[string]any
			if isLine && !strings.Contains(at, "!") && !strings.HasPrefix(at, "(") && !strings.HasPrefix(at, "error") && json.Unmarshal([]byte("{"+line), &v) == nil && v["type"] == nil && format().Name != "csv" {
				t.Errorf("a line without a type: %s", said)
			}
		}
	})
}

// named returns how to get the format of a name.
func named(name string) func() formats.Format {
	return func() formats.Format {
		all := formats.Formats(nil)
		return all[slices.IndexFunc(all, func(f formats.Format) bool { return f.Name == name })]
	}
}

// allocated returns how many bytes were ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// mostMemory is what reading so many bytes may allocate in all: the libraries for pages keep tables of their own, and copy a
// page several times.
func mostMemory(bytes int) uint64 { return 64<<20 + 20_000*uint64(bytes) }

func FuzzBODS(f *testing.F) {
	fuzzReader(f, named("bods"),
		`[{"recordId":"c","recordType":"entity","recordDetails":{"name":"A","jurisdiction":{"code":"GB"}}}]`,
		`{"recordId":"r","recordType":"relationship","recordStatus":"closed","statementDate":"2024","recordDetails":{"subject":"c","interestedParty":"p","interests":[{"type":"shareholding","share":{"minimum":25,"maximum":1e999},"startDate":"2020"}]}}`,
		`{"recordId":"p","recordType":"person","recordDetails":{"names":[{"fullName":"P"},7]}}`+"\n{", "[", "[1,")
}

func FuzzFTM(f *testing.F) {
	fuzzReader(f, named("ftm"),
		`{"id":"a","schema":"Company","properties":{"name":["A"],"jurisdiction":["de"]}}`,
		`{"id":"o","schema":"Ownership","properties":{"owner":["p"],"asset":["a"],"percentage":["51,5 %"],"startDate":["2020"]}}`, `[{"schema":"Vessel","properties":{}}]`)
}

func FuzzFTMStatements(f *testing.F) {
	fuzzReader(f, named("ftm-csv"),
		"canonical_id,entity_id,prop,schema,value\na,b,name,Company,A\no,o,owner,Ownership,a\no,o,asset,Ownership,b\n", "canonical_id,prop,schema,value\n\"a\n")
}

func FuzzFeed(f *testing.F) {
	fuzzReader(f, named("feed"),
		`<rss xmlns:content="c"><channel><item><title>T</title><link>https://a.example/1</link><pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate><content:encoded>&lt;p&gt;x</content:encoded><source url="https://b.example/f">B</source></item></channel></rss>`,
		`<feed><entry><title>T</title><link href="https://a.example/1"/><content type="xhtml"><div>x</div></content><source><id>https://b.example</id></source></entry></feed>`,
		`<?xml version="1.0" encoding="iso-8859-1"?><RDF><item><title>`+"\xe9"+`</title></item></RDF>`, `<rss><item><title>&nbsp;&x;`)
}

func FuzzArticle(f *testing.F) {
	fuzzReader(f, named("html"),
		`<html lang=en><head><title>T</title><link rel=canonical href=https://a.example/1><meta property=og:url content=https://b.example/2><meta name=original-source content=https://c.example/3></head>`+body,
		`<script type="application/ld+json">{"@graph":[{"datePublished":"2024-01-02"}]}</script><time pubdate datetime="2024">`,
		`<blockquote cite="https://a.example/1">x<q cite=https://b.example>y`, "<html><meta charset=windows-1251>\xcc")
}

func FuzzTrustTxt(f *testing.F) {
	fuzzReader(f, named("trust.txt"),
		"# c\ncontrolledby=https://group.example/\ncontrol=https://local.example\nmember=x\n", "control=paper.example\nnonsense\n", "controlledby=a.example\ncontrolledby=b.example\n")
}

func FuzzCSV(f *testing.F) {
	fuzzReader(f, named("csv"),
		"title,url,date,claim,stance,owner,company,share\nT,https://a.example/1,2024,C,for,O,A,51\n", "type,id,text,tags\nclaim,c,T,a;b\n", "a\tb\n\"x\ty\n", "url;title\n;\n")
}

func FuzzCSV_Mapped(f *testing.F) {
	m, err := formats.ParseMapping([]byte("records: [{type: outlet, fields: {name: o}}, {type: source, fields: {title: t, url: u}}, {type: claim, fields: {text: c, tags: g}}, {type: statement, fields: {stance: s}}]"))
	if err != nil {
		f.Fatal(err)
	}
	fuzzReader(f, func() formats.Format { return formats.CSV(m) }, "o,t,u,c,g,s\nO,T,https://a.example,C,a;b,for\n", "o,t,u,c,g,s\n,,,,,\n\"")
}

// FuzzParseMapping: any text is a mapping that can be used on any table, or refused as invalid.
func FuzzParseMapping(f *testing.F) {
	f.Add("records: [{type: outlet, as: o, fields: {name: n}}, {type: source, refs: {outlet: o}, constants: {kind: ARTICLE, x: {y: z}}}]\nseparator: ';'\n")
	f.Add("lists: ''\nrecords: [{type: ownership, constants: {asset: [1], 7: .inf}}]")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := formats.ParseMapping([]byte(text))
		if err != nil {
			if evidence.CodeOf(err) != evidence.CodeInvalid {
				t.Errorf("the error %v", err)
			}
			return
		}
		o := ingest.Options{Formats: []formats.Format{formats.CSV(m)}, Format: "csv"}
		if _, err := ingest.Import(t.Context(), memstore.New(now, 1000), []ingest.Input{{Name: "n", Reader: strings.NewReader("n,o\n1,2\n")}}, o); err != nil && evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("import: %v", err)
		}
	})
}

// FuzzRecognise: any beginning of a file is of a format or not; nobody panics.
func FuzzRecognise(f *testing.F) {
	for _, seed := range []string{"<rss", "a,b\n1,2\n", `{"recordType":`, "control=x", "<!doctype html>", "\xff\xfe", `"`} {
		f.Add("n.csv", []byte(seed))
	}
	f.Fuzz(func(t *testing.T, name string, head []byte) {
		if f, ok := formats.Recognise(name, head); ok != (f.Name != "") {
			t.Errorf("recognised %v as %q", ok, f.Name)
		}
	})
}
