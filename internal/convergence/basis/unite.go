package basis

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// unite fills the gaps of a shown record with what another record of the same source says. The shown one is the one
// with the smallest id, and what it states stays. Kind OTHER is what a kind that was not stated looks like.
func unite(shown, other *evidence.Source) *evidence.Source {
	if shown == nil {
		return other
	}
	u := *shown
	if u.Kind == "" || u.Kind == evidence.OtherSource {
		u.Kind = other.Kind
	}
	u.Identity = cmp.Or(u.Identity, other.Identity)
	u.Title = cmp.Or(u.Title, other.Title)
	if u.URL == "" {
		u.URL, u.CanonicalURL = other.URL, other.CanonicalURL
	}
	u.PublishedAt = cmp.Or(u.PublishedAt, other.PublishedAt)
	u.WithdrawnAt = cmp.Or(u.WithdrawnAt, other.WithdrawnAt)
	u.Language = cmp.Or(u.Language, other.Language)
	u.Firsthand = cmp.Or(u.Firsthand, other.Firsthand)
	u.Reliability = cmp.Or(u.Reliability, other.Reliability)
	u.Outlet = cmp.Or(u.Outlet, other.Outlet)
	if len(u.Authors) == 0 {
		u.Authors = other.Authors
	}
	return &u
}

// uniteRecords makes the sources out of their records, of which the moment may hide some. A hidden record makes two
// shown ones that are the same as it one source, and says nothing else of a source that is shown by another record: it
// was not out. A source all of whose records are hidden stands for what others declared to take from it, and counts
// like a withdrawn one.
func (ix *Index) uniteRecords(records []*evidence.Source, class []int32, classes int) {
	veiled := make(map[*evidence.Source]bool, len(ix.Sub.Unpublished))
	for i := range ix.Sub.Unpublished {
		veiled[&ix.Sub.Unpublished[i]] = true
	}
	shown, first := make([]bool, classes), make([]int, classes)
	for i := len(records) - 1; i >= 0; i-- {
		if c := class[i]; !veiled[records[i]] {
			shown[c], first[c] = true, i
		} else if !shown[c] {
			first[c] = i
		}
	}
	rank := inOrder(first)
	ix.Sources = make([]*evidence.Source, classes)
	if len(veiled) > 0 {
		ix.Unpublished = map[int32]bool{}
	}
	for i, s := range records {
		c := rank[class[i]]
		ix.SourceAt[s.ID] = c
		if veiled[s] && shown[class[i]] {
			continue
		}
		ix.Sources[c] = unite(ix.Sources[c], s)
		if veiled[s] {
			ix.Unpublished[c] = true
		}
	}
}

// inOrder returns the place of each item in the order of distinct keys: classes are numbered by the smallest id that
// they show, which is the id that they have.
func inOrder(keys []int) []int32 {
	order := make([]int32, len(keys))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(keys[a], keys[b]) })
	rank := make([]int32, len(keys))
	for i, c := range order {
		rank[c] = int32(i)
	}
	return rank
}
