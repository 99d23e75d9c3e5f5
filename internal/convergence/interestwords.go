package convergence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
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
	return phrases(c.Behind(s, h), InterestKindWords(h.Interest.Kind), h.Place())
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

// InterestKindWords says in what an interest of a kind consists: "a party", "with a commercial interest".
func InterestKindWords(kind evidence.InterestKind) string {
	switch kind {
	case evidence.PartyInterest:
		return "a party"
	case evidence.GovernmentInterest:
		return "a government"
	case evidence.OwnerInterest:
		return "an owner"
	case evidence.CommercialInterest:
		return "with a commercial interest"
	case evidence.PoliticalInterest:
		return "with a political interest"
	}
	return "with an interest of another kind"
}

// InterestSentence says that a holder has an interest in something, which is called as it stands within a sentence:
// `officials have an interest in "It is so" (FOR, PARTY), since 24 February 2022`.
func InterestSentence(i *evidence.Interest, holder, about string) string {
	if i.Tag != "" {
		about = `claims with the tag "` + i.Tag + `"`
	}
	kind := cmp.Or(i.Kind, evidence.OtherInterest)
	text := fmt.Sprintf("%s %s an interest in %s (%s, %s)", holder, wording.Have(holder), about, i.Direction, kind)
	switch from, to := i.ValidFrom.InWords(), i.ValidTo.InWords(); {
	case from != "" && to != "":
		return text + ", from " + from + " to " + to
	case from != "":
		return text + ", since " + from
	case to != "":
		return text + ", until " + to
	}
	return text
}

// LeaningSentence says how an outlet of a name is rated: `Daily is rated "left" in the scheme "political" by Board,
// May 2026`.
func LeaningSentence(l *evidence.Leaning, outlet string) string {
	text := fmt.Sprintf("%s is rated %q in the scheme %q by %s", outlet, l.Value, l.Scheme, l.RatedBy)
	if at := l.RatedAt.InWords(); at != "" {
		text += ", " + at
	}
	return text
}
