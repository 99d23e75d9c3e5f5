package neo4jstore_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// TestBulk_Tables looks at the files: whether what is made of them is what Apply makes is for the script "bulk" of
// package app.
func TestBulk_Tables(t *testing.T) {
	b := neo4jstore.NewBulk(t.TempDir(), func() time.Time { return time.Unix(0, 7) })
	defer func() { _ = b.Close() }()
	batch := evidence.Batch{Collector: "me", Method: evidence.Imported}
	share := &evidence.Firsthand{Share: 0.5}
	batch.Sources = []evidence.Put[evidence.Source]{
		{Value: evidence.Source{ID: "source:a", Kind: evidence.Article, Title: "\"So\", they say", Firsthand: share}},
		{Value: evidence.Source{ID: "source:b", Kind: evidence.Article, Title: "One\ntwo",
			Firsthand: &evidence.Firsthand{Unquantified: true}}},
		{Value: evidence.Source{ID: "source:c", Kind: evidence.Article, Language: "en", Firsthand: share}},
	}
	applied, err := b.Apply(t.Context(), batch)
	if err != nil || applied.Created[evidence.KindSource] != 3 {
		t.Fatal(applied, err)
	}
	nodes, relationships, err := b.Finish()
	if err != nil || len(relationships) != 0 {
		t.Fatal(relationships, err)
	}
	got := map[string][]string{}
	multiline := 0
	for _, table := range nodes {
		for _, file := range []string{table.Header, table.Rows} {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got[table.Name] = append(got[table.Name], string(text))
		}
		if table.Multiline {
			multiline++
		}
	}
	// By hand: the first and third share a table, whose last column the first does not have; the second, of another
	// type of firsthand, has one of its own.
	want := []string{
		"firsthand:double,id:ID(node),identity:string,kind:string,recordedAt:long,recordedBy:string,title:string,language:string\n",
		"0.5,\"source:a\",\"NAMED\",\"ARTICLE\",7,\"me\",\"\"\"So\"\", they say\"\n" +
			"0.5,\"source:c\",\"NAMED\",\"ARTICLE\",7,\"me\",,\"en\"\n",
		"firsthand:boolean,id:ID(node),identity:string,kind:string,recordedAt:long,recordedBy:string,title:string\n",
		"true,\"source:b\",\"NAMED\",\"ARTICLE\",7,\"me\",\"One\ntwo\"\n",
	}
	if strings.Join(got["Source"], "") != strings.Join(want, "") {
		t.Errorf("got\n%swant\n%s", strings.Join(got["Source"], ""), strings.Join(want, ""))
	}
	if multiline != 1 {
		t.Errorf("%d tables have line breaks in them, want 1", multiline)
	}

	batch = evidence.Batch{Claims: []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:c", Text: "So.",
		Tags: []string{"a\x1fb"}}}}}
	_, early := b.Apply(t.Context(), batch) // it is written behind the call
	if _, err := b.Apply(t.Context(), evidence.Batch{}); evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("after a tag with the delimiter in it (%v): %v", early, err)
	}
	if _, _, err := b.Finish(); evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("files are made of what was refused: %v", err)
	}
}

// TestBulk_Denied writes a denial as a sameness that was retracted an instant after all else, and tells of it in the
// log and as the time of the last write.
func TestBulk_Denied(t *testing.T) {
	b := neo4jstore.NewBulk(t.TempDir(), func() time.Time { return time.Unix(0, 7) })
	defer func() { _ = b.Close() }()
	one := evidence.Sameness{A: "outlet:a", B: "outlet:b"}
	two := evidence.Sameness{A: "outlet:d", B: "outlet:c", Provenance: evidence.Provenance{Justification: "two houses"}}
	if applied, err := b.Apply(
		t.Context(), evidence.Batch{Collector: "me",
			Samenesses: []evidence.Put[evidence.Sameness]{{Value: one}}}); err != nil || !applied.At.Equal(time.Unix(0, 7)) {
		t.Fatal(applied, err)
	}
	applied, err := b.Apply(
		t.Context(), evidence.Batch{Collector: "me", Denied: true,
			Samenesses: []evidence.Put[evidence.Sameness]{{Value: two}}})
	if err != nil || applied.Created[evidence.KindSameness] != 1 || applied.Retracted[evidence.KindSameness] != 1 ||
		!applied.At.Equal(time.Unix(0, 8)) {
		t.Fatal(applied, err)
	}
	nodes, relationships, err := b.Finish()
	if err != nil || len(relationships) != 1 {
		t.Fatal(relationships, err)
	}
	rows := func(table neo4jstore.BulkTable) string {
		text, err := os.ReadFile(table.Rows)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	id := `"` + string(evidence.SamenessIDOf("outlet:c", "outlet:d"))
	// By hand: ends, type, collector, group, id, recordedAt; then, of the denied one, what was retracted when, by whom
	// and why.
	got := rows(relationships[0])
	for _, want := range []string{
		`"outlet:c","outlet:d","me",` + id + `",` + id + `#0",7,"two houses",8,"two houses","me"`,
		`"outlet:d","outlet:c","me",` + id + `",` + id + `#1",7,"two houses",8,"two houses","me"`,
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("got\n%swant a row\n%s", got, want)
		}
	}
	if n := strings.Count(got, "two houses"); n != 4 {
		t.Errorf("got\n%swith %d reasons; want 4, none of the one that stands", got, n)
	}
	for _, table := range nodes {
		text := rows(table)
		switch table.Name {
		case "Change":
			if n := strings.Count(text, id[1:]); n != 4 { // recorded and retracted, each as one of the ids and as the last
				t.Errorf("the log is\n%swith the denied one %d times; want 4", text, n)
			}
		case "Graph":
			if !strings.Contains(text, ",8\n") && !strings.HasSuffix(text, "8\n") {
				t.Errorf("the graph is\n%swant it written at 8", text)
			}
		}
	}
}
