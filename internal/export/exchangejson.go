package export

import (
	"bufio"
	"encoding/json"
	"io"
)

// jsonOut writes a JSON document item by item. The first error stays and is returned by flush.
type jsonOut struct {
	w     *bufio.Writer
	items int
	err   error
	tally tally // of the items of the file
}

func newJSONOut(w io.Writer) *jsonOut { return &jsonOut{w: bufio.NewWriterSize(w, 64<<10)} }

// raw writes text as it is, and begins a new list of items.
func (o *jsonOut) raw(text string) {
	o.items = 0
	if o.err == nil {
		_, o.err = o.w.WriteString(text)
	}
}

// item writes an element of a list, on a line of its own. Its characters < > & are escaped, so that the document can
// stand in a page.
func (o *jsonOut) item(v any) { o.put("", v) }

// member writes a member of an object, on a line of its own.
func (o *jsonOut) member(name string, v any) {
	quoted, err := json.Marshal(name)
	if o.err == nil {
		o.err = err
	}
	o.put(string(quoted)+": ", v)
}

func (o *jsonOut) put(before string, v any) {
	text, err := json.Marshal(v)
	if o.err == nil {
		o.err = err
	}
	if o.err != nil {
		return
	}
	separator := ",\n"
	if o.items == 0 {
		separator = "\n"
	}
	o.items++
	if _, o.err = o.w.WriteString(separator + before); o.err == nil {
		_, o.err = o.w.Write(text)
	}
}

func (o *jsonOut) flush() error {
	if o.err != nil {
		return o.err
	}
	return o.w.Flush()
}

// typed writes an item and counts it by its type.
func (o *jsonOut) typed(name string, v fields) {
	what, _ := v[name].(string)
	o.tally.add(what)
	o.item(v)
}
