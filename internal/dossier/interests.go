package dossier

import (
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
)

// interestView is an interest behind a source of the claim.
type interestView struct {
	Source, Behind string // Behind is who has it and what it is to the source, "" = the source itself
	Kind, Effect   string
	Since, Until   string
	Why            string
	Links          []string // from the source to who has it, in words
	Quotes         []evidence.Quote
}

// spreadView is what the sources of a side are worth by the values of a scheme.
type spreadView struct {
	Title, Scheme string
	Values        []spreadValue
	Uncounted     int // sources that count for no value
}

type spreadValue struct {
	convergence.SpreadValue
	Names []string // of its outlets
}

// interests returns who has an interest in the claim, and who speaks against its own, and how many more there are.
func (c *Case) interests() (list []interestView, more int) {
	for _, of := range []struct {
		list   []convergence.InterestedSource
		effect string
	}{
		{c.Answer.Supporting.Interested(), "gains if the claim is believed, and supports it"},
		{c.Answer.Supporting.AgainstInterest(), "supports the claim against its interest"},
		{c.Answer.Refuting.Interested(), "gains if the claim is not believed, and refutes it"},
		{c.Answer.Refuting.AgainstInterest(), "refutes the claim against its interest"},
	} {
		for _, s := range of.list {
			for _, h := range s.Held {
				list = append(list, c.interest(s.Source, h, of.effect))
			}
		}
	}
	more = max(len(list)-mostRows, 0)
	return list[:len(list)-more], more
}

func (c *Case) interest(s *evidence.Source, h convergence.HeldInterest, effect string) interestView {
	v := interestView{Source: c.Answer.Name(s), Behind: c.Answer.Behind(s, h), Effect: effect,
		Kind:  interests.KindWords(h.Interest.Kind),
		Since: h.Interest.ValidFrom.InWords(), Until: h.Interest.ValidTo.InWords(),
		Why: h.Interest.Provenance.Justification, Quotes: h.Interest.Provenance.Quotes}
	for _, l := range h.Links {
		v.Links = append(v.Links, c.sentence(l))
	}
	return v
}

// spreads returns the spread of each side that has sources by each scheme that its outlets are rated in.
func (c *Case) spreads() []spreadView {
	var schemes []string
	for _, l := range c.Evidence.Leanings {
		schemes = append(schemes, l.Scheme)
	}
	slices.Sort(schemes)
	var list []spreadView
	for _, scheme := range slices.Compact(schemes) {
		for _, side := range []*convergence.Side{c.Answer.Supporting, c.Answer.Refuting} {
			if v := c.spread(side, scheme); len(v.Values) > 0 {
				list = append(list, v)
			}
		}
	}
	return list
}

func (c *Case) spread(side *convergence.Side, scheme string) spreadView {
	spread := side.Spread(scheme)
	v := spreadView{Title: "What supports it", Scheme: scheme, Uncounted: spread.UnratedCount + spread.DisputedCount}
	if !side.Supports() {
		v.Title = "What refutes it"
	}
	for _, value := range spread.Values {
		names := make([]string, len(value.Outlets))
		for i, o := range value.Outlets {
			names[i] = o.Label()
		}
		v.Values = append(v.Values, spreadValue{value, names})
	}
	return v
}
