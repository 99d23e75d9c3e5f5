package tables_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/tables"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

func mapping(t *testing.T, text string) *tables.Mapping {
	t.Helper()
	m, err := tables.ParseMapping([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestCSV_ByItsColumns(t *testing.T) {
	k := formatstest.Take(t, tables.CSV(nil), "a.csv", `Headline;Link;Publication date;Author;Claim;Stance;Score
"Bridge; closed";https://www.paper.example/1;2024-03-05 10:00;Ann Bell;The bridge is closed.;for;7

Open;https://m.paper.example/2;2024;;The bridge is closed.;Against;
;;;;;;
A;b
"x"y;;;;;;
`)
	claim := evidence.ClaimIDOf("The bridge is closed.")
	ann, one, two := "person:"+formatstest.IDOf("ann bell"), formatstest.SourceAt(t,
		"https://paper.example/1"), formatstest.SourceAt(t, "https://paper.example/2")
	claimJSON := fmt.Sprintf(`{"type":"claim","id":%q,"text":"The bridge is closed."}`, claim)
	formatstest.WantSaid(t, k,
		`(column Link is taken for the domains of an outlet)`, `(column Author is taken for the name of a person)`,
		`(column Publication date is taken for the publishedAt of a source)`,
		`(column Headline is taken for the title of a source)`, `(column Link is taken for the url of a source)`,
		`(column Claim is taken for the text of a claim)`, `(column Stance is taken for the stance of a statement)`,
		`(column Score is not used; --map FILE says what it is)`,
		`row 2 `+formatstest.OutletJSON("paper.example"),
		fmt.Sprintf(`row 2 {"type":"person","id":%q,"name":"Ann Bell"}`, ann),
		fmt.Sprintf(`row 2 {"type":"source","id":%q,"title":"Bridge; closed","url":"https://www.paper.example/1",`+
			`"publishedAt":"2024-03-05T10:00","outlet":"outlet:paper.example","authors":[%q]}`, one, ann),
		`row 2 `+claimJSON, fmt.Sprintf(`row 2 {"type":"statement","source":%q,"claim":%q,"stance":"SUPPORTS"}`, one,
			claim),
		`row 3 `+formatstest.OutletJSON("paper.example"),
		fmt.Sprintf(`row 3 {"type":"source","id":%q,"title":"Open","url":"https://m.paper.example/2",`+
			`"publishedAt":"2024","outlet":"outlet:paper.example"}`, two),
		`row 3 `+claimJSON, fmt.Sprintf(`row 3 {"type":"statement","source":%q,"claim":%q,"stance":"REFUTES"}`, two,
			claim),
		`row 5! : has 2 cells; expected 7, as the first row`,
		`row 6! : extraneous or missing " in quoted-field at line 7; expected cells with "\"" around what contains `+
			`one, and that doubled`,
	)
}

func TestCSV_Ownership(t *testing.T) {
	k := formatstest.Take(t, tables.CSV(nil), "a.tsv",
		"Company\tOwner\tShare\tSince\nLocal\tGroup  Ltd\t51,5 %\t2020\nLocal\tgroup ltd\tmost\t\nLocal\t\t3\t\n")
	local, group := "organization:"+formatstest.IDOf("local"), "organization:"+formatstest.IDOf("group ltd")
	formatstest.WantSaid(t, k,
		`(column Owner is taken for the name of an owner)`, `(column Company is taken for the name of an asset)`,
		`(column Share is taken for the sharePercent of an ownership)`,
		`(column Since is taken for the validFrom of an ownership)`,
		fmt.Sprintf(`row 2 {"type":"organization","id":%q,"name":"Group  Ltd"}`, group),
		fmt.Sprintf(`row 2 {"type":"organization","id":%q,"name":"Local"}`, local),
		fmt.Sprintf(`row 2 {"type":"ownership","asset":%q,"owner":%q,"sharePercent":51.5,"validFrom":"2020"}`, local, group),
		fmt.Sprintf(`row 3 {"type":"organization","id":%q,"name":"group ltd"}`, group),
		fmt.Sprintf(`row 3 {"type":"organization","id":%q,"name":"Local"}`, local),
		// for the import to refuse
		fmt.Sprintf(`row 3 {"type":"ownership","asset":%q,"owner":%q,"sharePercent":"most"}`, local, group),
		fmt.Sprintf(`row 4 {"type":"organization","id":%q,"name":"Local"}`, local), // nobody owns it
	)
}

func TestCSV_OfOurOwnFields(t *testing.T) {
	k := formatstest.Take(t, tables.CSV(nil), "a.csv",
		"type,id,text,tags,share,reciprocated,asset,owner\nclaim,c1,It is so.,a; "+
			"b,,,,\nownership,,,,60,true,o,g\nownership,,,,,maybe,o,g\n,,,,,,,\n")
	formatstest.WantSaid(t, k,
		`row 2 {"type":"claim","id":"c1","text":"It is so.","tags":["a","b"]}`,
		`row 3 {"type":"ownership","share":60,"reciprocated":true,"asset":"o","owner":"g"}`,
		`row 4 {"type":"ownership","reciprocated":"maybe","asset":"o","owner":"g"}`, // for the import to report
	)
}

func TestCSV_ByAMapping(t *testing.T) {
	m := mapping(t, `
separator: "|"
lists: ","
records:
  - {type: outlet, as: wire, fields: {name: Agency, domains: Agency site}}
  - {type: outlet, as: paper, fields: {name: Paper}}
  - {type: source, as: original, fields: {title: Title}, refs: {outlet: wire}}
  - {type: source, fields: {title: Title, id: No}, refs: {outlet: paper}, constants: {kind: ARTICLE}}
  - {type: derivation, constants: {kind: SYNDICATES}}
  - {type: claim, fields: {text: Says, tags: Tags}}
  - {type: statement, constants: {stance: SUPPORTS}}
`)
	k := formatstest.Take(t, tables.CSV(m), "a.txt",
		"No|Title|Paper|Agency|Agency site|Says|Tags\ns1|T|P|Wire|https://news.wire.example/x|It is so.|a, "+
			"b\ns2|U|P||||\n|||||It is not.|\n")
	paper, original := "outlet:"+formatstest.IDOf("p"), formatstest.SourceTitled("outlet:wire.example", "T", "")
	claim := evidence.ClaimIDOf("It is so.")
	formatstest.WantSaid(t, k,
		`row 2 {"type":"outlet","id":"outlet:wire.example","name":"Wire","domains":["wire.example"]}`,
		fmt.Sprintf(`row 2 {"type":"outlet","id":%q,"name":"P"}`, paper),
		fmt.Sprintf(`row 2 {"type":"source","id":%q,"title":"T","outlet":"outlet:wire.example"}`, original),
		fmt.Sprintf(`row 2 {"type":"source","id":"s1","title":"T","outlet":%q,"kind":"ARTICLE"}`, paper),
		fmt.Sprintf(`row 2 {"type":"derivation","from":"s1","to":%q,"kind":"SYNDICATES"}`, original),
		fmt.Sprintf(`row 2 {"type":"claim","id":%q,"text":"It is so.","tags":["a","b"]}`, claim),
		fmt.Sprintf(`row 2 {"type":"statement","source":"s1","claim":%q,"stance":"SUPPORTS"}`, claim),
		fmt.Sprintf(`row 3 {"type":"outlet","id":%q,"name":"P"}`, paper),
		fmt.Sprintf(`row 3 {"type":"source","id":%q,"title":"U"}`, formatstest.SourceTitled("", "U", "")),
		fmt.Sprintf(`row 3 {"type":"source","id":"s2","title":"U","outlet":%q,"kind":"ARTICLE"}`, paper),
		fmt.Sprintf(`row 3 {"type":"derivation","from":"s2","to":%q,"kind":"SYNDICATES"}`,
			formatstest.SourceTitled("", "U", "")),
		fmt.Sprintf(`row 4 {"type":"claim","id":%q,"text":"It is not."}`, evidence.ClaimIDOf("It is not.")),
	)
	formatstest.WantSaid(t, formatstest.Take(t, tables.CSV(m), "a.txt", "No|Title\n"),
		`error: map: there is no column "Agency site" (the domains of a record of type outlet); the columns are `+
			`No, Title`)
}

func TestCSV_Refused(t *testing.T) {
	for text, want := range map[string]string{
		"": "error: holds no rows; expected a first row with the names of the columns",
		"a,b\n1,2\n": `error: none of the columns says what it is ("a, b"); expected a mapping of the columns ` +
			`with --map`,
		"title,title\nx,y": `error: row 1: the column "title" stands twice; expected each name once`,
		"\"title,url\nx,y": `error: row 1: ...`,
	} {
		formatstest.WantSaid(t, formatstest.Take(t, tables.CSV(nil), "a.csv", text), want)
	}
	k := formatstest.Take(t, tables.CSV(nil), "a.csv", "title,url\na,https://a.example\n\""+strings.Repeat("x", 11<<20))
	if got := k.Said[len(k.Said)-1]; got != "error: row 3: is longer than 10 MB; a quote that is never "+
		"closed, perhaps" {
		t.Errorf("of a quote that is never closed: %.200s", got)
	}
	for text, want := range map[string]string{
		"":                               "has no records",
		"records: [{type: thing}]":       `a record of type "thing"`,
		"records: [{type: claim, x: 1}]": "field x not found",
		"records: 7":                     "cannot be read",
		"separator: ab\nrecords: [{type: claim}]":              "expected one character",
		"dates: european\nrecords: [{type: claim}]":            `expected "day first" or "month first"`,
		"records: [{type: claim, fields: {which: A}}]":         "expected it as the only field of a source",
		"records: [{type: source, refs: {outlet: o}}]":         "expected a record that stands before it",
		"records: [{type: outlet}, {type: outlet}]":            `two records are called "outlet"`,
		"records: [{type: statement, refs: {source: claim}}]":  "expected a record that stands before it",
		"records: [{type: outlet}, {type: outlet, as: other}]": "",
	} {
		_, err := tables.ParseMapping([]byte(text))
		if want == "" && err != nil ||
			want != "" && (err == nil || !strings.Contains(err.Error(), want) ||
				evidence.CodeOf(err) != evidence.CodeInvalid) {
			t.Errorf("the mapping %q: %v; expected %q", text, err, want)
		}
	}
}

// TestCSV_SwappedColumns: what stands in the wrong column is reported with its place, and the other rows go on; a date
// that can be read in two ways costs its row nothing else.
func TestCSV_SwappedColumns(t *testing.T) {
	summary, _ := formatstest.ImportAll(t, "a.csv",
		"title,url,date\nA,https://a.example/1,2024\n2024,B,https://a.example/2\nC,https://a.example/3,03/04/2024\n")
	var said []string
	for _, p := range summary.Problems {
		said = append(said, p.String())
	}
	if len(said) != 2 || !strings.HasPrefix(said[0], `a.csv: row 3: url: "B" is not an address`) ||
		!strings.HasPrefix(said[1],
			`a.csv: row 4: publishedAt: "03/04/2024" is ambiguous: it can be 3 April 2024 or 4 March 2024`) ||
		summary.Created[evidence.KindSource] != 2 || summary.LeftOut != 1 {
		t.Errorf("the problems are %v, of %v", said, summary.Created)
	}
}

func FuzzCSV(f *testing.F) {
	formatstest.FuzzImport(f, formatstest.FormatFunc("csv"),
		"title,url,date,claim,stance,owner,company,share\nT,https://a.example/1,2024,C,for,O,A,51\n",
		"type,id,text,tags\nclaim,c,T,a;b\n", "a\tb\n\"x\ty\n", "url;title\n;\n")
}

func FuzzCSV_Mapped(f *testing.F) {
	m, err := tables.ParseMapping([]byte("records: [{type: outlet, fields: {name: o}}, {type: source, fields: " +
		"{title: t, url: u}}, {type: claim, fields: {text: c, tags: g}}, {type: statement, fields: {stance: s}}]"))
	if err != nil {
		f.Fatal(err)
	}
	formatstest.FuzzImport(f, func() formats.Format { return tables.CSV(m) },
		"o,t,u,c,g,s\nO,T,https://a.example,C,a;b,for\n", "o,t,u,c,g,s\n,,,,,\n\"")
}

// FuzzParseMapping: any text is a mapping that can be used on any table, or refused as invalid.
func FuzzParseMapping(f *testing.F) {
	f.Add("records: [{type: outlet, as: o, fields: {name: n}}, {type: source, refs: {outlet: o}, constants: {kind: " +
		"ARTICLE, x: {y: z}}}]\nseparator: ';'\n")
	f.Add("lists: ''\nrecords: [{type: ownership, constants: {asset: [1], 7: .inf}}]")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := tables.ParseMapping([]byte(text))
		if err != nil {
			if evidence.CodeOf(err) != evidence.CodeInvalid {
				t.Errorf("the error %v", err)
			}
			return
		}
		o := ingest.Options{Formats: []formats.Format{tables.CSV(m)}, Format: "csv"}
		if _, err := ingest.Import(t.Context(), memstore.New(formatstest.Now, 1000),
			[]ingest.Input{{Name: "n", Reader: strings.NewReader("n,o\n1,2\n")}}, o); err != nil &&
			evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("import: %v", err)
		}
	})
}
