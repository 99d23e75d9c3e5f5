package formatstest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/registry"
)

// Taken is what a reader made of documents: "place {line}" and "place! field: message" and "(note)", in their order.
type Taken struct{ Said []string }

// Write implements formats.Lines.
func (k *Taken) Write(at string, line formats.Line) error {
	text, err := json.Marshal(line)
	k.Said = append(k.Said, at+" "+string(text))
	return err
}

// Reject implements formats.Lines.
func (k *Taken) Reject(at, field, message string) error {
	k.Said = append(k.Said, at+"! "+field+": "+message)
	return nil
}

// Note implements formats.Noter.
func (k *Taken) Note(text string) { k.Said = append(k.Said, "("+text+")") }

// Format returns the format of a name.
func Format(t fataler, name string) formats.Format {
	t.Helper()
	for _, f := range registry.Formats(nil) {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no format %s", name)
	return formats.Format{}
}

// Take reads a document; the error is part of what is said.
func Take(t testing.TB, f formats.Format, name, text string) *Taken {
	t.Helper()
	k := &Taken{}
	TakeMore(t, k, f, name, text)
	return k
}

// TakeMore reads a further document into k.
func TakeMore(t testing.TB, k *Taken, f formats.Format, name, text string) {
	t.Helper()
	if err := f.Read(t.Context(), formats.Document{Name: name, Body: strings.NewReader(text)}, k); err != nil {
		if evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("the error %v has code %s", err, evidence.CodeOf(err))
		}
		k.Said = append(k.Said, "error: "+err.Error())
	}
}

// WantSaid compares with lines "place {json}", whose fields may be in any order, and with what begins like the others.
func WantSaid(t testing.TB, k *Taken, want ...string) {
	t.Helper()
	got := append([]string{}, k.Said...)
	for i, text := range want {
		at, line, isLine := strings.Cut(text, " {")
		if isLine && !strings.Contains(at, "!") && !strings.HasPrefix(text, "(") && !strings.HasPrefix(text, "error") {
			var v any
			if err := json.Unmarshal([]byte("{"+line), &v); err != nil {
				t.Fatalf("the wanted line %s: %v", line, err)
			}
			sorted, _ := json.Marshal(v)
			want[i] = at + " " + string(sorted)
			continue
		}
		if i < len(got) && strings.HasPrefix(got[i], strings.TrimSuffix(text, "...")) &&
			strings.HasSuffix(text, "...") {
			got[i] = text
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// IDOf is a hash that an id is made of: source, person and claim ids are checked by the domain's own functions.
func IDOf(parts ...string) string { return evidence.HashKey(parts...) }

// SourceAt returns the id of the source at an address.
func SourceAt(t testing.TB, address string) string {
	t.Helper()
	id, ok := evidence.SourceIDOf(evidence.Source{URL: address})
	if !ok {
		t.Fatalf("%s is no address", address)
	}
	return string(id)
}

// SourceTitled returns the id of a source without an address.
func SourceTitled(outlet, title, day string) string {
	return "source:" + IDOf(outlet, title, day)
}

// OutletJSON returns the line about an outlet that is called by its domain.
func OutletJSON(domain string) string {
	return fmt.Sprintf(`{"type":"outlet","id":"outlet:%s","name":%q,"domains":[%q]}`, domain, domain, domain)
}

// ArticleBody is the part of a page that holds an article.
const ArticleBody = `<article><h1>Bridge closed</h1>
<p>LONDON, March 5 (Reuters) - The old bridge over the river was closed on Tuesday after engineers found cracks in ` +
	`two of its piers, the city said in a statement.</p>
<p>Traffic is led over the new bridge in the north, which was opened only in the autumn of last year and is not yet ` +
	`used by heavy lorries or by the tram.</p>
<blockquote cite="https://city.example/statement/7"><p>We close it until <b>further notice</b>.</p></blockquote>
<p>The repair may take until the summer, an engineer of the city told the council; nobody could say yet what it ` +
	`will cost or who is going to pay for it all.</p>
<p>&copy; AFP</p></article>`
