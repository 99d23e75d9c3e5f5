// Package sameness has the rule by which two sources may be one although nobody has said so: the same name of two
// speakers, or the same title of two documents that nothing tells apart. It proposes and decides nothing.
//
// # Names
//
// A name is its words in one spelling: NFKC, case folded, without punctuation and invisible characters. Apostrophes
// and the dots of initials join what they stand in (O'Brien, U.S.), all else that is no letter, mark or number
// separates. Articles go from its beginning, in the languages whose articles are words (see articles), and l'
// before a word. Of speakers that are no CATEGORY honorifics and role words go as well, wherever they are. What
// would leave nothing stays: "The mayor" is "mayor", or else whoever names a source by its role alone could record
// it any number of times. A name without a letter or number matches nothing.
//
// # The rule
//
// Two speakers may be one if all words of one are among those of the other. Two documents may be one if they have
// the same words in the same order, and neither their addresses nor their outlets nor their dates are known and
// exclude each other. A speaker and a document are never one.
//
// # Cost
//
// Pairs are found by an index over words, addresses, outlets and dates. Sources that have the same to compare are
// looked up once for each class they are in, and what is in one class already is passed over as a whole. A hundred
// thousand sources of one name, or with one word in common, take about as long as others. What takes longer,
// without bound but that of all pairs of names, is a hundred thousand different names of few distinct words: of
// them a pair costs a nanosecond or two.
package sameness

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Record is what the rule looks at, of one source.
type Record struct {
	Name     string
	Speaker  bool // of a kind that speaks (a statement or a testimony), or of identity CATEGORY; else a document
	Category bool // of identity CATEGORY: role words are part of its name
	Address  string
	Outlet   evidence.OutletID
	Date     evidence.Date
}

// RecordOf returns what the rule looks at of a source.
func RecordOf(s *evidence.Source) Record {
	speaks := s.Kind == evidence.Spoken || s.Kind == evidence.Testimony
	return Record{
		Name: s.Title, Speaker: speaks || s.Identity == evidence.Category, Category: s.Identity == evidence.Category,
		Address: s.CanonicalURL, Outlet: s.Outlet, Date: s.PublishedAt,
	}
}

// Join returns the joins that make one class of all records that may be one, at most len(records)-1 of them: each
// pair has the smaller index first, and the pairs are in the order in which they were joined, ascending. denied
// lists pairs that are known not to be one: no class ever holds both of a denied pair, so a pair that would bring
// them together is left out.
func Join(records []Record, denied [][2]int32) [][2]int32 { return Extend(records, nil, denied) }

// Extend is [Join] where some pairs are one already: joined lists them. The pairs it returns are those that are
// missing. What is one already stays one, be it denied as well.
func Extend(records []Record, joined, denied [][2]int32) [][2]int32 {
	if len(records) < 2 {
		return nil
	}
	c := newClasses(len(records), joined, denied)
	x := newIndex(records)
	var pairs [][2]int32
	var near []int32
	for i := range int32(len(records)) {
		near = x.near(near[:0], c, i)
		slices.Sort(near)
		for _, k := range near {
			if c.join(i, k) {
				pairs = append(pairs, [2]int32{i, k})
			}
		}
	}
	return pairs
}

// index finds what may be one with a record.
type index struct {
	records   []Record
	speakers  speakers
	documents documents
}

func newIndex(records []Record) *index {
	x := &index{records: records}
	x.speakers.of, x.documents.all = make([]int32, len(records)), make([]document, len(records))
	n := namer{}
	for i := range records {
		r := &records[i]
		words := n.words(r)
		x.speakers.of[i] = -1
		switch {
		case r.Speaker && len(words) > 0:
			x.speakers.add(int32(i), words)
		case len(words) > 0:
			x.documents.add(int32(i), words)
		}
	}
	x.speakers.file()
	x.documents.shelve(records)
	return x
}

// near appends records after i that may be one with it and are of other classes: of each such class at least the
// first record that does not belong to one that was tried before. It appends none if all pairs of i were tried
// with others of its class that have the same to compare: whatever those could not be joined with, i cannot either.
func (x *index) near(dst []int32, c *classes, i int32) []int32 {
	if x.records[i].Speaker {
		return x.speakers.near(dst, c, i)
	}
	return x.documents.near(dst, c, i)
}
