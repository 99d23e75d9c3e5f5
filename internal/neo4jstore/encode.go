package neo4jstore

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/evidence"
)

// properties are those of a node or relationship; what is unknown is absent.
type properties map[string]any

func (p properties) text(name, value string) {
	if value != "" {
		p[name] = value
	}
}

// member returns the properties of one relationship of a group.
func (p properties) member(group evidence.ID, n int) map[string]any {
	m := make(map[string]any, len(p)+1)
	maps.Copy(m, p)
	m["id"] = fmt.Sprintf("%s#%d", group, n)
	m["group"] = string(group)
	return m
}

func list[T ~string](p properties, name string, values []T) {
	if len(values) > 0 {
		p[name] = texts(values)
	}
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// encode returns what is stored of a record, given as a pointer: all that is stated, but not what links it to its ends.
func encode(record any) (properties, error) {
	t := evidence.TableOf(record)
	if t == nil {
		return nil, &evidence.Error{Code: evidence.CodeInternal, Message: fmt.Sprintf("cannot store a %T", record)}
	}
	p := properties{}
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
func (p properties) field(f *evidence.Property, record any) {
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
func (p properties) folded(node evidence.Node) {
	p.text("folded", strings.Join(evidence.FoldedWords(evidence.Searched(node)), " "))
	beyondASCII := func(r rune) bool { return r > unicode.MaxASCII }
	if claim, ok := node.(*evidence.Claim); ok && strings.ContainsFunc(claim.Text, beyondASCII) {
		p.text("foldedText", evidence.Fold(claim.Text))
	}
}
