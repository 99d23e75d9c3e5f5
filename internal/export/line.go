package export

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Line returns a record, a pointer to a struct of package evidence, as a line of package ingest in its canonical form
// (see the package comment), with its line end; text is the words of a source, "" if they are not known. Of a person
// who was erased there is no line, and of what is no record: nil. A record that no line can carry is
// evidence.CodeInvalid.
func Line(record any, text string) ([]byte, error) {
	line, err := lineOf(record, text)
	if line == nil || err != nil {
		return nil, err
	}
	out := append(line.text, '}', '\n')
	if lossy(out) {
		return nil, evidence.Invalidf("", "%s has a text with a NUL character or with bytes that are not UTF-8, "+
			"which no line can carry; record it again without", evidence.IDOf(record))
	}
	return out, nil
}

// lossy reports whether a line holds an escaped NUL, or what stands for bytes that were not UTF-8: a replacement
// character of the text itself is not escaped.
func lossy(line []byte) bool {
	for i := 0; i+6 <= len(line); i++ {
		if line[i] != '\\' {
			continue
		}
		if code := string(line[i : i+6]); code == `\u0000` || code == `\ufffd` {
			return true
		}
		i++ // what is escaped, a backslash perhaps
	}
	return false
}

func lineOf(record any, text string) (*line, error) {
	if person, is := record.(*evidence.Person); is && person.ErasedAt != nil {
		return nil, nil
	}
	l := &line{}
	switch r := record.(type) {
	case *evidence.Edition:
		l.begin("edition")
		l.add("record", r.Of)
		l.add("edition", r.At.UTC().Format(time.RFC3339Nano))
		if len(r.States) > 0 {
			l.add("states", r.States)
		}
		return l, nil
	case *evidence.Sameness:
		l.begin("same")
		l.pair(r.A, r.B)
	case *evidence.Denial:
		l.begin("distinct")
		l.pair(r.A, r.B)
	case *evidence.Derivation:
		l.begin("derivation")
		if r.Kind == evidence.Copies {
			l = &line{copied: true}
			l.begin("copy")
		}
	default:
		t := evidence.TableOf(record)
		if t == nil {
			return nil, nil
		}
		l.begin(string(t.Kind))
	}
	for _, f := range lineOrder(evidence.TableOf(record)) {
		l.field(f, record, text)
	}
	if l.err != nil {
		return nil, evidence.Invalidf("", "%s cannot be written: %v", evidence.IDOf(record), l.err)
	}
	return l, nil
}

// line is a JSON object while it is written, member by member.
type line struct {
	text   []byte
	copied bool // of a copy the kind is not stated, and what is usual is to be suggested
	err    error
}

func (l *line) begin(kind string) { l.text = append(l.text, `{"type":"`+kind+`"`...) }

// pair writes two nodes of one kind, of which the kind is said once.
func (l *line) pair(a, b evidence.ID) {
	l.add("kind", a.Kind())
	l.add("ids", bareAll([]evidence.ID{a, b}))
}

// add writes one member.
func (l *line) add(name string, value any) {
	l.text = append(append(append(l.text, `,"`...), name...), `":`...)
	text, is := value.(string)
	if is && plainASCII(text) {
		l.text = append(append(append(l.text, '"'), text...), '"')
		return
	}
	encoder := json.NewEncoder((*appender)(&l.text))
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil && l.err == nil {
		l.err = err
		return
	}
	l.text = l.text[:len(l.text)-1] // the line end
}

// appender is the text that an encoder writes to.
type appender []byte

func (a *appender) Write(p []byte) (int, error) {
	*a = append(*a, p...)
	return len(p), nil
}

// plainASCII reports whether a text stands in JSON as it is.
func plainASCII(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' || c > '~' {
			return false
		}
	}
	return true
}

// field writes a field of a record, unless it is not stated, or what is meant anyway.
func (l *line) field(f *evidence.Property, record any, text string) {
	value := f.Get(record)
	usual := f.Usual
	if l.copied && f.Name == "status" {
		usual = string(evidence.Suggested)
	}
	_, isSource := record.(*evidence.Source)
	switch {
	case l.copied && f.Name == "kind":
	case isSource && f.Name == "text" && text != "":
		l.add("text", text)
	case value == nil && f.Always:
		l.add(f.Name, "")
	case value == nil || value == usual && !f.List():
	case f.Name != f.Stored: // the words of a source are not known, but their fingerprint is
		l.add(f.Stored, value)
	default:
		l.value(f, value)
	}
}

func (l *line) value(f *evidence.Property, value any) {
	switch v := value.(type) {
	case []evidence.Quote:
		l.add(f.Name, quotesOf(v))
	case []string:
		if f.Shape == evidence.ShapeIDs {
			v = bareAll(v)
		}
		l.add(f.Name, v)
	case string:
		switch date := evidence.Date(v); {
		case f.Shape == evidence.ShapeTime && date.Timed():
			l.add(f.Name, string(date.Day()))
			l.add(f.Clock(), date.TimeOfDay())
		case f.Shape == evidence.ShapeID && f.Of != "": // ends of two kinds: only global ids say of which
			l.add(f.Name, bare(v))
		default:
			l.add(f.Name, v)
		}
	case float64:
		l.text = append(l.text, `,"`+f.Name+`":`...)
		l.number(v)
	case int:
		l.text = strconv.AppendInt(append(l.text, `,"`+f.Name+`":`...), int64(v), 10)
	case bool:
		l.text = strconv.AppendBool(append(l.text, `,"`+f.Name+`":`...), v)
	}
}

// number writes a number as encoding/json does.
func (l *line) number(x float64) {
	text, err := json.Marshal(x)
	l.text = append(l.text, text...)
	if l.err == nil {
		l.err = err
	}
}

// bare returns the key of an id, or the whole id where the key alone would be read as the id of something.
func bare[T ~string](id T) string {
	key := evidence.ID(id).Key()
	if evidence.ID(key).Kind() != "" {
		return string(id)
	}
	return key
}

func bareAll[T ~string](ids []T) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, bare(id))
	}
	return keys
}

// quote is an evidence.Quote, without the words if it has none.
type quote struct {
	Exact     string `json:"exact,omitempty"`
	Prefix    string `json:"prefix,omitempty"`
	Suffix    string `json:"suffix,omitempty"`
	StartLine int    `json:"startLine,omitempty"`
	EndLine   int    `json:"endLine,omitempty"`
	Locator   string `json:"locator,omitempty"`
}

func quotesOf(list []evidence.Quote) []quote {
	var quotes []quote
	for _, q := range list {
		quotes = append(quotes, quote(q))
	}
	return quotes
}
