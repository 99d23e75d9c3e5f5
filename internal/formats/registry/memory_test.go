package registry_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/claimreview"
	"github.com/credence-graph/credence/internal/formats/stix"
)

// endless is a document that is made while it is read: a beginning, n items, and an end.
type endless struct {
	begin, end string
	item       func(i int) string
	i, n       int
	rest       string
}

func (e *endless) Read(p []byte) (int, error) {
	for e.rest == "" {
		switch {
		case e.i == 0:
			e.rest = e.begin
		case e.i <= e.n:
			e.rest = e.item(e.i)
		case e.i == e.n+1:
			e.rest = e.end
		default:
			return 0, io.EOF
		}
		e.i++
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// counter counts lines, and looks at the memory in use now and then.
type counter struct {
	lines, rejects int
	peak           uint64
}

func (c *counter) Write(string, formats.Line) error {
	if c.lines++; c.lines%5_000 == 0 {
		c.peak = max(c.peak, inUse())
	}
	return nil
}

func (c *counter) Reject(string, string, string) error {
	c.rejects++
	return nil
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestReaders_Memory reads documents of 20,000 items, some 20 MB each: what is kept of an item is its id at most.
func TestReaders_Memory(t *testing.T) {
	const n = 20_000
	text := fmt.Sprintf("%01000d", 7)
	for _, c := range []struct {
		format  formats.Format
		doc     endless
		lines   int
		perItem uint64
	}{
		{claimreview.Format(), endless{begin: `{"@graph":[{"@type":"WebSite"}`, end: `]}`, n: n,
			item: func(i int) string {
				return fmt.Sprintf(`,{"@type":"ClaimReview","claimReviewed":"%s %d",`+
					`"reviewRating":{"alternateName":"False"}}`, text, i)
			}}, 2 * n, 40},
		{stix.Format(), endless{begin: `{"type":"bundle","id":"bundle--1","objects":[{"type":"marking-definition",` +
			`"id":"marking-definition--1"}`, end: `]}`, n: n,
			item: func(i int) string {
				return fmt.Sprintf(`,{"type":"report","id":"report--%036d","name":"%s"}`, i, text)
			}}, n, 400},
	} {
		t.Run(c.format.Name, func(t *testing.T) {
			before := inUse()
			out := &counter{}
			if err := c.format.Read(t.Context(), formats.Document{Name: "doc", Body: &c.doc}, out); err != nil {
				t.Fatal(err)
			}
			if out.lines != c.lines || out.rejects > 0 {
				t.Errorf("%d lines and %d rejects, want %d and none", out.lines, out.rejects, c.lines)
			}
			if grown, limit := int64(out.peak)-int64(before), int64(8<<20+c.perItem*n); grown > limit {
				t.Errorf("%d bytes of memory, want at most %d", grown, limit)
			} else {
				t.Logf("%d KB of memory", grown>>10)
			}
		})
	}
}
