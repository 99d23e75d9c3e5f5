package inquiry

import (
	"cmp"
	"maps"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
)

// Camps says by what outlets are sorted into camps; one of the two is set, or none if they are not.
type Camps struct {
	// Scheme: by the value that an outlet is rated with. One that is not rated, or not with one value, is of [NoCamp].
	Scheme string
	// Tag: by whether the outlet, who controls it or who funds it gains if claims with the tag are believed, "FOR", or
	// if they are not, "AGAINST"; [BothCamps] if both are so, and [NoCamp] if neither is.
	Tag string
}

// The camps of outlets that no rating and no one interest sorts.
const (
	NoCamp    = "none"
	BothCamps = "BOTH"
)

// Validate refuses camps by two things.
func (c Camps) Validate() error {
	if c.Scheme != "" && c.Tag != "" {
		return evidence.Invalidf("camps", "a scheme and a tag are given; expected one of them")
	}
	return nil
}

// asked reports whether outlets are to be sorted.
func (c Camps) asked() bool { return c.Scheme != "" || c.Tag != "" }

// CampPair says on how many claims outlets of two camps agree, or different outlets of one camp: those that some two of
// them support, one of each camp. Nothing is shared if some two of these share nothing on record and are traced to
// their origins; a claim is dependent if every two share something.
type CampPair struct {
	A, B string // in the order of their names, [NoCamp] last
	Agreement
}

// sorting sorts the outlets of a matrix into camps.
type sorting struct {
	Camps
	leanings map[evidence.LeaningID]evidence.Leaning
	gains    map[*evidence.Outlet]map[evidence.InterestDirection]bool
	claims   [][]pairVerdict // of each claim that is counted
}

// pairVerdict is what one claim shows of a pair of outlets.
type pairVerdict struct {
	pair    int
	verdict convergence.IndependenceVerdict
}

// meet notes what one read says of the camps of outlets.
func (s *sorting) meet(ix *basis.Index, set outletSet) {
	for i := range ix.Sub.Leanings {
		if l := &ix.Sub.Leanings[i]; ix.Policy.Confident(&l.Provenance) {
			s.leanings[l.ID] = *l
		}
	}
	behind := interests.New(ix)
	for i := range ix.Sub.Interests {
		interest := &ix.Sub.Interests[i]
		if !s.concerns(ix, interest) {
			continue
		}
		for j := range ix.Sub.Sources {
			source := &ix.Sub.Sources[j]
			outlet := set[source.Outlet]
			if outlet == nil || s.gains[outlet][interest.Direction] {
				continue
			}
			switch role, _ := behind.RoleOf(interest.Holder, ix.SourceAt[source.ID]); role {
			case interests.Outlet, interests.Owner, interests.Funder:
				s.gain(outlet, interest.Direction)
			}
		}
	}
}

// concerns reports whether an interest counts, and is in the tag or in a claim that has it.
func (s *sorting) concerns(ix *basis.Index, i *evidence.Interest) bool {
	if s.Tag == "" || !ix.Policy.Confident(&i.Provenance) || !ix.Sub.At.Holds(i.ValidFrom, i.ValidTo) {
		return false
	}
	return i.Tag == s.Tag || slices.ContainsFunc(ix.Claims, func(c *evidence.Claim) bool {
		return i.Claim == c.ID && slices.Contains(c.Tags, s.Tag)
	})
}

func (s *sorting) gain(o *evidence.Outlet, d evidence.InterestDirection) {
	if s.gains[o] == nil {
		s.gains[o] = map[evidence.InterestDirection]bool{}
	}
	s.gains[o][d] = true
}

// campOf returns the camp of an outlet.
func (s *sorting) campOf(o *evidence.Outlet, set outletSet, at evidence.Moment) string {
	if s.Scheme != "" {
		rated := slices.Collect(maps.Values(s.leanings))
		value, _ := evidence.LeaningOf(rated, set.published([]evidence.OutletID{o.ID}), s.Scheme, at)
		return cmp.Or(value, NoCamp)
	}
	switch gains := s.gains[o]; {
	case gains[evidence.For] && gains[evidence.Against]:
		return BothCamps
	case gains[evidence.For]:
		return string(evidence.For)
	case gains[evidence.Against]:
		return string(evidence.Against)
	}
	return NoCamp
}

// sort gives each pair of outlets its camps, and counts for each pair of camps.
func (m *matrix) sort(at evidence.Moment) {
	campOf := map[*evidence.Outlet]string{}
	for _, o := range m.outlets {
		campOf[o] = m.campOf(o, m.outletSet, at)
	}
	camps := map[[2]string]*CampPair{}
	for i := range m.pairs {
		p := &m.pairs[i]
		a, b := campOf[p.A], campOf[p.B]
		p.CampA, p.CampB = &a, &b
		key := [2]string{a, b}
		if compareCamps(a, b) > 0 {
			key = [2]string{b, a}
		}
		if camps[key] == nil {
			camps[key] = &CampPair{A: key[0], B: key[1]}
		}
		p.Camps = camps[key]
	}
	for _, claim := range m.claims {
		best := map[*CampPair]convergence.IndependenceVerdict{}
		for _, v := range claim {
			of := m.pairs[v.pair].Camps
			if best[of] == "" || betterVerdict(v.verdict, best[of]) {
				best[of] = v.verdict
			}
		}
		for of, verdict := range best {
			of.count(verdict)
		}
	}
}

// betterVerdict reports whether a verdict says more for two camps than another: one pair of outlets that share nothing
// is enough, and all have to depend.
func betterVerdict(v, than convergence.IndependenceVerdict) bool {
	return v == convergence.NothingShared || than == convergence.Dependent
}

// compareCamps orders camps by name, that of outlets without one last.
func compareCamps(a, b string) int {
	if (a == NoCamp) != (b == NoCamp) {
		if a == NoCamp {
			return 1
		}
		return -1
	}
	return cmp.Compare(a, b)
}
