package layout

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
)

// Properties are those of a node or relationship; what is unknown is absent.
type Properties map[string]any

// SetText states a text, unless it is empty.
func (p Properties) SetText(name, value string) {
	if value != "" {
		p[name] = value
	}
}

// Member returns the properties of one relationship of a group.
func (p Properties) Member(group evidence.ID, n int) map[string]any {
	m := make(map[string]any, len(p)+1)
	maps.Copy(m, p)
	m["id"] = fmt.Sprintf("%s#%d", group, n)
	m["group"] = string(group)
	return m
}

// SetList states a list of texts, unless it is empty.
func SetList[T ~string](p Properties, name string, values []T) {
	if len(values) > 0 {
		p[name] = Texts(values)
	}
}

// Texts returns values as the driver takes them.
func Texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// Encode returns what is stored of a record, given as a pointer: all that is stated, but not what links it to its ends.
func Encode(record any) (Properties, error) {
	t := evidence.TableOf(record)
	if t == nil {
		return nil, &evidence.Error{Code: evidence.CodeInternal, Message: fmt.Sprintf("cannot store a %T", record)}
	}
	p := Properties{}
	for i := range t.Fields {
		if f := &t.Fields[i]; f.Role != evidence.End && f.Role != evidence.ByStore {
			p.field(f, record)
		}
	}
	if node, ok := record.(evidence.Node); ok {
		p.folded(node)
	}
	return p, nil
}

// field stores a field of a record as the database takes it: quotes as JSON. Of the date that lists are ordered by,
// "day" is the sort key to order and compare by.
func (p Properties) field(f *evidence.Property, record any) {
	switch v := f.Get(record).(type) {
	case nil:
	case []evidence.Quote:
		text, err := json.Marshal(v)
		if err != nil { // numbers and texts always have a form in JSON
			text = []byte("[]")
		}
		p[f.Stored] = string(text)
	case string:
		p[f.Stored] = v
		if d := evidence.Date(v); f.Dates && d.Known() {
			p["day"] = d.SortKey()
		}
	default:
		p[f.Stored] = v
	}
}

// folded keeps by what people find a node if that is not in its texts as they are: its folded words, and a claim's
// whole text.
func (p Properties) folded(node evidence.Node) {
	p.SetText("folded", strings.Join(folding.FoldedWords(evidence.Searched(node)), " "))
	beyondASCII := func(r rune) bool { return r > unicode.MaxASCII }
	if claim, ok := node.(*evidence.Claim); ok && strings.ContainsFunc(claim.Text, beyondASCII) {
		p.SetText("foldedText", folding.Fold(claim.Text))
	}
}
