package export

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Contents says what a file holds, as it was written, and what of the graph it does not hold.
type Contents struct {
	Items   []Count // by what the format calls them, in the order in which they first stand in the file
	LeftOut []Count // what the format cannot hold, by what the graph calls it
}

// Count is how many there are of something.
type Count struct {
	What  string `json:"what"` // in the singular
	Count int    `json:"count"`
}

// Total is how many items there are in all.
func (c Contents) Total() int {
	n := 0
	for _, item := range c.Items {
		n += item.Count
	}
	return n
}

// tally counts what is written.
type tally struct{ items []Count }

func (t *tally) add(what string) {
	i := slices.IndexFunc(t.items, func(c Count) bool { return c.What == what })
	if i < 0 {
		i = len(t.items)
		t.items = append(t.items, Count{What: what})
	}
	t.items[i].Count++
}

// carried says what a format carries beyond the fields of nodes and links.
type carried struct {
	records func(record any) bool // which records; nil = all
	texts   bool                  // the words of sources
	quotes  bool                  // every quote, not the first of a link alone
}

// leftOut counts what of a graph a format does not carry.
func (g *Graph) leftOut(c carried) []Count {
	var t tally
	quotes := 0
	_ = g.Each(func(record any) error {
		if c.records != nil && !c.records(record) {
			t.add(recordName(record))
			return nil
		}
		if link, is := record.(evidence.Link); is && !c.quotes {
			quotes += max(0, len(link.Record().Quotes)-1)
		}
		return nil
	})
	if n := len(g.Texts); n > 0 && !c.texts {
		t.items = append(t.items, Count{"text of a source", n})
	}
	if quotes > 0 {
		t.items = append(t.items, Count{"quote after the first of a link", quotes})
	}
	return t.items
}

// recordName is what a record is called.
func recordName(record any) string {
	if _, is := record.(*evidence.Denial); is {
		return "denial"
	}
	return string(evidence.IDOf(record).Kind())
}

// withoutDenials carries every record but denials, and no confirmation where these are left out as well.
func withoutDenials(confirmations bool) func(record any) bool {
	return func(record any) bool {
		switch record.(type) {
		case *evidence.Denial:
			return false
		case *evidence.Confirmation:
			return confirmations
		}
		return true
	}
}
