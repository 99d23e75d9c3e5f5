package neo4jstore_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// TestBulk_Tables looks at the files: whether what is made of them is what Apply makes is for the script "bulk" of package app.
func TestBulk_Tables(t *testing.T) {
	b := neo4jstore.NewBulk(t.TempDir(), func() time.Time { return time.Unix(0, 7) })
	defer func() { _ = b.Close() }()
	batch := evidence.Batch{Collector: "me", Method: evidence.Imported}
	share := &evidence.Firsthand{Share: 0.5}
	batch.Sources = []evidence.Put[evidence.Source]{
		{Value: evidence.Source{ID: "source:a", Kind: evidence.Article, Title: "\"So\", they say", Firsthand: share}},
		{Value: evidence.Source{ID: "source:b", Kind: evidence.Article, Title: "One\ntwo", Firsthand: &evidence.Firsthand{Unquantified: true}}},
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
	// By hand: the first and third share a table, whose last column the first does not have; the second, of another type of
	// firsthand, has one of its own.
	want := []string{
		"firsthand:double,id:ID(node),identity:string,kind:string,recordedAt:long,recordedBy:string,title:string,language:string\n",
		"0.5,\"source:a\",\"NAMED\",\"ARTICLE\",7,\"me\",\"\"\"So\"\", they say\"\n0.5,\"source:c\",\"NAMED\",\"ARTICLE\",7,\"me\",,\"en\"\n",
		"firsthand:boolean,id:ID(node),identity:string,kind:string,recordedAt:long,recordedBy:string,title:string\n",
		"true,\"source:b\",\"NAMED\",\"ARTICLE\",7,\"me\",\"One\ntwo\"\n",
	}
	if strings.Join(got["Source"], "") != strings.Join(want, "") {
		t.Errorf("got\n%swant\n%s", strings.Join(got["Source"], ""), strings.Join(want, ""))
	}
	if multiline != 1 {
		t.Errorf("%d tables have line breaks in them, want 1", multiline)
	}

	batch = evidence.Batch{Claims: []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:c", Text: "So.", Tags: []string{"a\x1fb"}}}}}
	_, early := b.Apply(t.Context(), batch) // it is written behind the call
	if _, err := b.Apply(t.Context(), evidence.Batch{}); evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("after a tag with the delimiter in it (%v): %v", early, err)
	}
	if _, _, err := b.Finish(); evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("files are made of what was refused: %v", err)
	}
}
