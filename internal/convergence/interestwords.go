package convergence

import (
	"cmp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
)

// Place returns where the words of the interest stand, as its first quote says: "line 3", "" if that is not recorded.
func (h HeldInterest) Place() string {
	for _, q := range h.Interest.Provenance.Quotes {
		if place := q.Place(); place != "" {
			return place
		}
	}
	return ""
}

// InWords says who has an interest that stands behind a source, what it consists in and where that is said: "its owner
// House, a government, line 3".
func (c *Convergence) InWords(s *evidence.Source, h HeldInterest) string {
	return phrases(c.Behind(s, h), interests.KindWords(h.Interest.Kind), h.Place())
}

// phrases joins what is not empty.
func phrases(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

// Behind says how the holder of an interest is connected with a source, and who it is: "its owner House"; "" if it is
// the source itself.
func (c *Convergence) Behind(s *evidence.Source, h HeldInterest) string { return h.behind(s, c.Name) }

// behind is the same with a name for a source.
func (h HeldInterest) behind(s *evidence.Source, name func(*evidence.Source) string) string {
	switch holder := h.Holder.(type) {
	case *evidence.Source:
		if holder.ID == s.ID {
			return ""
		}
		return name(holder) + ", which is the same"
	case interface{ Label() string }:
		return "its " + h.role() + " " + cmp.Or(holder.Label(), h.Holder.NodeID().Key())
	}
	return h.Holder.NodeID().Key()
}

// role says what the holder is to a source that it is not: the last link that leads to it says so, or else the source
// does, which names its outlet and its authors itself.
func (h HeldInterest) role() string {
	for i := len(h.Links) - 1; i >= 0; i-- {
		switch h.Links[i].(type) {
		case *evidence.Ownership:
			return "owner"
		case *evidence.Funding:
			return "funder"
		}
	}
	if h.Holder.NodeID().Kind() == evidence.KindOutlet {
		return "outlet"
	}
	return "author"
}
