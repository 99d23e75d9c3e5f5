package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/reading"
)

func TestConfirm(t *testing.T) {
	items := []reading.Item{{Text: "one"}, {Text: "two"}, {Text: "three \x1b[2J", Quotes: []reading.Quote{{Line: 7, Exact: "w\x1b]0;x\x07ords"}}}}
	for _, c := range []struct {
		keys string
		want []bool
		err  error
	}{
		{"yny", []bool{true, false, true}, nil},
		{"na", []bool{false, true, true}, nil},
		{"yq", []bool{true, false, false}, nil},
		{"YxN?q", []bool{true, false, false}, nil}, // other keys are asked again
		{"y\x04", []bool{true, false, false}, nil},
		{"y", []bool{true, false, false}, nil}, // the terminal is gone
		{"yy\x03", nil, context.Canceled},
	} {
		var out bytes.Buffer
		in := strings.NewReader(c.keys)
		got, err := confirm(&out, items, in.ReadByte)
		if !slices.Equal(got, c.want) || !errors.Is(err, c.err) {
			t.Errorf("%q: %v, %v; want %v, %v", c.keys, got, err, c.want, c.err)
		}
		if strings.ContainsRune(out.String(), 0x1b) {
			t.Errorf("%q: the text's own commands reach the terminal: %q", c.keys, out.String())
		}
	}
}

func TestTextOf_ThePageOfAnArticle(t *testing.T) {
	page := `<!DOCTYPE html><html><head><title>Harbour to close</title></head><body><nav><a href="/">Home</a></nav><article><h1>Harbour to close</h1>
<p>The harbour will close in May, the harbour master Anna Berg told the Harbour Times on Tuesday, after years of debate about its future.</p>
<p>According to the Harbour Institute, forty ships use it every week, fewer than half as many as ten years ago, when it was last dredged.</p>
</article><footer>All rights reserved</footer></body></html>`
	path := filepath.Join(t.TempDir(), "article.html")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	a := &app{streams: Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}}
	doc, err := a.textOf(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	want := "Harbour to close\nThe harbour will close in May, the harbour master Anna Berg told the Harbour Times on Tuesday, after years of debate about its future.\n" +
		"According to the Harbour Institute, forty ships use it every week, fewer than half as many as ten years ago, when it was last dredged."
	if doc.text != want {
		t.Errorf("got %q", doc.text)
	}
}
