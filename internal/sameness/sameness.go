// Package sameness has the rule by which two sources may be one although nobody has said so: the same name of two speakers,
// or the same title of two documents that nothing tells apart. It proposes and decides nothing.
package sameness

import "github.com/credence-graph/credence/internal/evidence"

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

// Join returns the joins that make one class of all records that may be one, at most len(records)-1 of them: each pair has
// the smaller index first, and the pairs are in the order in which they were joined, ascending. denied lists pairs that are
// known not to be one: no class ever holds both of a denied pair, so a pair that would bring them together is left out.
func Join(records []Record, denied [][2]int32) [][2]int32 { return nil }
