package tables_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/registry"
	"github.com/credence-graph/credence/internal/formats/tables"
)

// However a table is written, it says the same.
func TestCSV_AsProgramsWriteThem(t *testing.T) {
	utf16, err := htmlindex.Get("utf-16le")
	if err != nil {
		t.Fatal(err)
	}
	excel, err := utf16.NewEncoder().String("type\tid\tname\r\noutlet\to1\t\"The \"\"Weir\"\"\"\r\noutlet\to2\tDie " +
		"Fähre\r\n")
	if err != nil {
		t.Fatal(err)
	}
	want := `row 2 {"type":"outlet","id":"o1","name":"The \"Weir\""}|row 3 {"type":"outlet","id":"o2",` +
		`"name":"Die Fähre"}`
	for what, text := range map[string]string{
		"commas": "type,id,name\noutlet,o1,\"The \"\"Weir\"\"\"\noutlet,o2,Die Fähre\n",
		"sep=": "sep=;\r\ntype;id;name\r\noutlet;o1;\"The \"\"Weir\"\"\"\r\noutlet;o2;Die " +
			"Fähre\r\n",
		"sep= in quotes, with a mark": "\ufeff\"sep=|\"\ntype|id|name\noutlet|o1|\"The " +
			"\"\"Weir\"\"\"\noutlet|o2|Die Fähre",
		"sep= of a tab":         "SEP=\t\ntype\tid\tname\noutlet\to1\t\"The \"\"Weir\"\"\"\noutlet\to2\tDie Fähre\n",
		"Unicode text of Excel": "\xff\xfe" + excel,
		"UTF-16 without a mark": excel,
		"a database's tabs":     "type\tid\tname\noutlet\to1\tThe \"Weir\"\noutlet\to2\tDie Fähre\n",
		"nulls": "type\tid\tname\tcountry\noutlet\to1\tThe \"Weir\"\t\\N\noutlet\to2\tDie " +
			"Fähre\t\\N\n",
		"carriage returns":         "type,id,name\routlet,o1,\"The \"\"Weir\"\"\"\routlet,o2,Die Fähre\r",
		"capitals and spaces":      " Type ; ID ; NAME \nOutlet;o1;\"The \"\"Weir\"\"\"\noutlet; o2 ;Die Fähre\n",
		"empty columns at the end": "type;id;name;;\noutlet;o1;\"The \"\"Weir\"\"\";;\noutlet;o2;Die Fähre;;;;\n;;;;\n",
		"blank lines":              "\n\ntype,id,name\noutlet,o1,\"The \"\"Weir\"\"\"\noutlet,o2,Die Fähre\n\n",
	} {
		f, _ := registry.Recognise("a.csv", []byte(text))
		if f.Name != "csv" {
			t.Errorf("%s is taken for %q", what, f.Name)
		}
		formatstest.WantSaid(t, formatstest.Take(t, tables.CSV(nil), "a.csv", text), strings.Split(want, "|")...)
		if t.Failed() {
			t.Fatalf("it is %s", what)
		}
	}
}

func TestCSV_WhatDatabasesEscape(t *testing.T) {
	k := formatstest.Take(t, tables.CSV(nil), "a.tsv",
		"type\tid\ttext\tname\nclaim\tc1\tTwo\\nlines, \\\\ and a \\t tab\t\\N\nclaim\tc2\tgoes \\\non\t\"x\n")
	formatstest.WantSaid(t, k, `row 2 {"type":"claim","id":"c1","text":"Two\nlines, \\ and a \t tab"}`,
		`row 3 {"type":"claim","id":"c2","text":"goes \non","name":"\"x"}`)
	k = formatstest.Take(t, tables.CSV(nil), "a.tsv", "type\tid\ttext\nclaim\tc1\tIt lies in C:\\news\\tables\\q\n")
	formatstest.WantSaid(t, k, `row 2 {"type":"claim","id":"c1","text":"It lies in C:\\news\\tables\\q"}`)
	k = formatstest.Take(t, tables.CSV(nil), "a.tsv", "type\tid\ttext\nclaim\tc1\t\"a\tb\nc\"\n")
	formatstest.WantSaid(t, k, `row 2 {"type":"claim","id":"c1","text":"a\tb\nc"}`)
}

func TestCSV_RowsThatDoNotFit(t *testing.T) {
	k := formatstest.Take(t, tables.CSV(nil), "a.csv", "type,id,text\nclaim,c1\nclaim,c2,It is, or not\nclaim,c3,Yes\n")
	formatstest.WantSaid(t, k, `row 2! : has 2 cells; expected 3, as the first row`,
		`row 3! : has 4 cells; expected 3, as the first row`, `row 4 {"type":"claim","id":"c3","text":"Yes"}`)
	// Windows-1252, most likely
	summary, _ := formatstest.ImportAll(t, "a.csv", "type;id;name\noutlet;o1;M\xfcller\noutlet;o2;Weir\n")
	if len(summary.Problems) != 1 ||
		summary.Problems[0].String() != "a.csv: row 2: name: is not UTF-8, or contains a NUL character; expected "+
			"text in UTF-8" ||
		summary.Created[evidence.KindOutlet] != 1 {
		t.Errorf("the problems are %v, of %v", summary.Problems, summary.Created)
	}
}

// Dates of tables in every form; what can be read in two ways is reported, and costs its row nothing else.
func TestCSV_Dates(t *testing.T) {
	summary, _ := formatstest.ImportAll(t, "a.csv", `type;id;title;publishedAt;publishedTime
source;s1;A;16.10.2024;08:10
source;s2;B;2024/10/16;
source;s3;C;16 Oct 2024;
source;s4;D;October 16, 2024;
source;s5;E;20241016;
source;s6;F;45581;
source;s7;G;03/04/2024;
source;s8;H;0000-00-00;
source;s9;I;2024-W42;
`)
	var said []string
	for _, p := range summary.Problems {
		said = append(said, p.String())
	}
	want := []string{`a.csv: row 7: publishedAt: "45581" is a number, perhaps the days by which a spreadsheet ` +
		`counts (16 October 2024 if it counts from 1900)`,
		`a.csv: row 8: publishedAt: "03/04/2024" is ambiguous: it can be 3 April 2024 or 4 March 2024`,
		`a.csv: row 10: publishedAt: "2024-W42" is a week`}
	if len(said) != len(want) || summary.Created[evidence.KindSource] != 9 || summary.LeftOut != 3 {
		t.Fatalf("the problems are %v, of %v", said, summary.Created)
	}
	for i := range want {
		if !strings.HasPrefix(said[i], want[i]) {
			t.Errorf("%s; want %s", said[i], want[i])
		}
	}
	m := mapping(t, "dates: day first\nrecords: [{type: source, fields: {title: Headline, publishedAt: Day}}]")
	k := formatstest.Take(t, tables.CSV(m), "a.csv", "HEADLINE , day\nA,03/04/2024\n")
	formatstest.WantSaid(t, k, fmt.Sprintf(`row 2 {"type":"source","id":%q,"title":"A","publishedAt":"2024-04-03"}`,
		formatstest.SourceTitled("", "A", "2024-04-03")))
}

// Who takes from whom is a column of the articles, by address or key, or a table of its own.
func TestCSV_WhoTakesFromWhom(t *testing.T) {
	original := func(address string) string {
		return fmt.Sprintf(`row 2 {"type":"source","id":%q,"url":%q,"outlet":"outlet:wire.example"}`,
			formatstest.SourceAt(t, address), address)
	}
	paper, wire, other := formatstest.SourceAt(t, "https://paper.example/1"), formatstest.SourceAt(t,
		"https://wire.example/9"), formatstest.SourceAt(t, "https://wire.example/a;b")
	lines := func(text string) *formatstest.Taken {
		k := formatstest.Take(t, tables.CSV(nil), "a.csv", text)
		said := k.Said[:0]
		for _, s := range k.Said {
			if !strings.HasPrefix(s, "(") && !strings.Contains(s, `"outlet","id"`) &&
				!strings.Contains(s, `"type":"outlet"`) {
				said = append(said, s)
			}
		}
		return &formatstest.Taken{Said: said}
	}
	formatstest.WantSaid(t,
		lines("url,takes from,how,weight\nhttps://paper.example/1,https://wire.example/9,Reprint,\"0,5\"\n"),
		fmt.Sprintf(`row 2 {"type":"source","id":%q,"url":"https://paper.example/1","outlet":"outlet:paper.example"}`,
			paper), original("https://wire.example/9"),
		fmt.Sprintf(`row 2 {"type":"derivation","from":%q,"to":%q,"kind":"SYNDICATES","weight":0.5}`, paper, wire))
	formatstest.WantSaid(t, lines("url,quoted from\nhttps://paper.example/1,https://wire.example/9; "+
		"https://wire.example/9?x=1\nhttps://paper.example/1,\n"),
		fmt.Sprintf(`row 2 {"type":"source","id":%q,"url":"https://paper.example/1","outlet":"outlet:paper.example"}`,
			paper), original("https://wire.example/9"),
		original("https://wire.example/9?x=1"),
		fmt.Sprintf(`row 2 {"type":"derivation","from":%q,"to":%q,"kind":"QUOTES"}`, paper, wire),
		fmt.Sprintf(`row 2 {"type":"derivation","from":%q,"to":%q,"kind":"QUOTES"}`, paper,
			formatstest.SourceAt(t, "https://wire.example/9?x=1")),
		fmt.Sprintf(`row 3 {"type":"source","id":%q,"url":"https://paper.example/1","outlet":"outlet:paper.example"}`,
			paper))
	formatstest.WantSaid(t, lines("id,title,based on\ns1,One,\ns2,Two,s1;s3\n"),
		`row 2 {"type":"source","id":"s1","title":"One"}`, `row 3 {"type":"source","id":"s2","title":"Two"}`,
		`row 3 {"type":"derivation","from":"s2","to":"s1","kind":"DERIVED_FROM"}`,
		`row 3 {"type":"derivation","from":"s2","to":"s3","kind":"DERIVED_FROM"}`)
	formatstest.WantSaid(t,
		lines("From,To,Kind,Quote\nhttps://paper.example/1,https://wire.example/a;b,translation,\"(Wire)\"\n"+
			"s1,s2,,\ns1,s1,quotes,\n"),
		fmt.Sprintf(`row 2 {"type":"source","id":%q,"url":"https://paper.example/1","outlet":"outlet:paper.example"}`,
			paper), original("https://wire.example/a;b"),
		fmt.Sprintf(`row 2 {"type":"derivation","from":%q,"to":%q,"kind":"TRANSLATES","quote":"(Wire)"}`, paper, other),
		`row 3 {"type":"derivation","from":"s1","to":"s2","kind":"DERIVED_FROM"}`)
	formatstest.WantSaid(t, lines("type,from,to,kind\nderivation,s1,s2,reprint\n"),
		`row 2 {"type":"derivation","from":"s1","to":"s2","kind":"SYNDICATES"}`)

	k := formatstest.Take(t, tables.CSV(nil), "a.csv", "article,reprint of\ns1,s2\n")
	formatstest.WantSaid(t, k,
		`(column article is taken for the source that takes from another: its address, or its key)`,
		`(column reprint of is taken for what a source takes from: addresses, or keys of sources)`,
		`(no column says how a source takes from another: it is taken for SYNDICATES)`,
		`row 2 {"type":"derivation","from":"s1","to":"s2","kind":"SYNDICATES"}`)
}
