package intake

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/app/run"
)

func TestTextOf_ThePageOfAnArticle(t *testing.T) {
	page := `<!DOCTYPE html><html><head><title>Harbour to close</title></head><body><nav><a href="/">Home</a></nav><article><h1>Harbour to close</h1>
` + "<p>The harbour will close in May, the harbour master Anna Berg told the Harbour Times on Tuesday, " +
		"after years of debate about its future.</p>\n" +
		"<p>According to the Harbour Institute, forty ships use it every week, " +
		"fewer than half as many as ten years ago, when it was last dredged.</p>\n" +
		`</article><footer>All rights reserved</footer></body></html>`
	path := filepath.Join(t.TempDir(), "article.html")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	a := &run.App{Streams: run.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}}
	doc, err := textOf(t.Context(), a, path)
	if err != nil {
		t.Fatal(err)
	}
	want := "Harbour to close\nThe harbour will close in May, the harbour master Anna Berg told the Harbour Times " +
		"on Tuesday, after years of debate about its future.\n" +
		"According to the Harbour Institute, forty ships use it every week, fewer than half as many as ten years " +
		"ago, when it was last dredged."
	if doc.Words != want {
		t.Errorf("got %q", doc.Words)
	}
}
