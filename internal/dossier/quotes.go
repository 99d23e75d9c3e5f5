package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// passage is a quote with what it is given for.
type passage struct {
	Says     string // the link in words
	Quote    evidence.Quote
	Place    string // where it stands
	Document string // what it was recorded from
	Address  string // of the source that says so, "" = not known
}

// passages returns every quote of the case, in the order of the links, and how many links have none.
func (c *Case) passages() (list []passage, bare int) {
	c.eachLink(func(link evidence.Link, address string) {
		p := link.Record()
		if len(p.Quotes) == 0 {
			bare++
		}
		for _, q := range p.Quotes {
			list = append(list, passage{c.sentence(link), q, q.Place(), p.RecordedFrom, address})
		}
	})
	for _, r := range c.Reviews {
		for _, of := range []struct {
			does   string
			quotes []evidence.Quote
		}{{"cites", r.CitesQuotes}, {"gives its reason", r.Basis}, {"has a reservation", r.Reservations}} {
			for _, q := range of.quotes {
				list = append(list, passage{c.reviewer(r) + " " + of.does, q, q.Place(), "", r.URL})
			}
		}
	}
	return list, bare
}

func (c *Case) reviewer(r evidence.ClaimReview) string {
	if r.Publisher == "" {
		return "The fact check"
	}
	return "The fact check by " + c.name(evidence.ID(r.Publisher))
}

// eachLink calls f with every link of the claim's own evidence and every contradiction of it, and the address of the
// source that says so.
func (c *Case) eachLink(f func(link evidence.Link, address string)) {
	address := map[evidence.SourceID]string{}
	for _, s := range c.Evidence.Sources {
		address[s.ID] = s.URL
	}
	sub := c.Evidence
	each(c, sub.Statements, func(s *evidence.Statement) (evidence.ID, evidence.ID) { return evidence.ID(s.Claim), "" },
		func(s *evidence.Statement) { f(s, address[s.Source]) })
	each(c, sub.Derivations, func(d *evidence.Derivation) (evidence.ID, evidence.ID) {
		if len(d.Claims) > 0 && !slices.ContainsFunc(d.Claims,
			func(id evidence.ClaimID) bool { return c.Answer.Concerns(evidence.ID(id)) }) {
			return "", ""
		}
		return evidence.ID(d.From), ""
	}, func(d *evidence.Derivation) { f(d, address[d.From]) })
	each(c, sub.Corroborations, func(k *evidence.Corroboration) (evidence.ID,
		evidence.ID) {
		return evidence.ID(k.Claim), ""
	},
		func(k *evidence.Corroboration) { f(k, "") })
	each(c, sub.Samenesses, func(s *evidence.Sameness) (evidence.ID, evidence.ID) { return s.A, s.B },
		func(s *evidence.Sameness) { f(s, "") })
	each(c, sub.Confirmations, func(k *evidence.Confirmation) (evidence.ID, evidence.ID) {
		return evidence.ID(k.Source),
			""
	},
		func(k *evidence.Confirmation) { f(k, address[k.Source]) })
	each(c, sub.Ownerships, func(o *evidence.Ownership) (evidence.ID, evidence.ID) { return o.Asset, "" },
		func(o *evidence.Ownership) { f(o, "") })
	each(c, sub.Fundings, func(o *evidence.Funding) (evidence.ID, evidence.ID) { return o.Recipient, "" },
		func(o *evidence.Funding) { f(o, "") })
	each(c, sub.Interests, func(i *evidence.Interest) (evidence.ID, evidence.ID) {
		if i.Concerns(c.Answer.Claim) {
			return evidence.ID(c.Answer.Claim.ID), ""
		}
		return evidence.ID(i.Claim), ""
	}, func(i *evidence.Interest) { f(i, "") })
	each(c, sub.Leanings, func(l *evidence.Leaning) (evidence.ID, evidence.ID) { return evidence.ID(l.Outlet), "" },
		func(l *evidence.Leaning) { f(l, "") })
	each(c, sub.Relations, func(r *evidence.Relation) (evidence.ID, evidence.ID) {
		return evidence.ID(r.From),
			evidence.ID(r.To)
	},
		func(r *evidence.Relation) { f(r, "") })
}

// each calls f with those links of a list of which one of the ends that of names is part of the claim's own evidence.
func each[T any](c *Case, list []T, of func(*T) (a, b evidence.ID), f func(*T)) {
	for i := range list {
		if a, b := of(&list[i]); a != "" && c.Answer.Concerns(a) || b != "" && c.Answer.Concerns(b) {
			f(&list[i])
		}
	}
}

// sentence says a link in words, as it reads from one end to the other.
func (c *Case) sentence(link evidence.Link) string {
	switch l := link.(type) {
	case *evidence.Statement:
		said := map[evidence.Stance]string{evidence.Supports: "supports it",
			evidence.Refutes: "refutes it"}[l.Stance]
		if l.Claim != c.Answer.Claim.ID {
			said += ": " + c.name(evidence.ID(l.Claim))
		}
		return c.name(evidence.ID(l.Source)) + " " + said
	case *evidence.Derivation:
		text := c.name(evidence.ID(l.From)) + " " + verb(l.Kind) + " " + c.name(evidence.ID(l.To))
		if l.CopiedShare != nil {
			text += fmt.Sprintf(" (%.0f%%, %s)", 100**l.CopiedShare, strings.ToLower(string(l.Status)))
		}
		return text
	case *evidence.Corroboration:
		names := make([]string, len(l.Sources))
		for i, s := range l.Sources {
			names[i] = c.name(evidence.ID(s))
		}
		return wording.Join(names, "and") + wording.Choose(len(names), " is", " are") + " declared to corroborate it"
	case *evidence.Sameness:
		return c.name(l.A) + " (" + l.A.Key() + ") is the same as " + c.name(l.B) + " (" + l.B.Key() + ")"
	case *evidence.Confirmation:
		return "how the basis of " + c.name(evidence.ID(l.Source)) + " is recorded is confirmed"
	case *evidence.Ownership:
		return c.name(l.Asset) + " is owned by " + c.name(l.Owner)
	case *evidence.Funding:
		return c.name(l.Recipient) + " is funded by " + c.name(l.Funder)
	case *evidence.Interest:
		return interests.Sentence(l, c.name(l.Holder), "it")
	case *evidence.Leaning:
		return interests.LeaningSentence(l, c.name(evidence.ID(l.Outlet)))
	case *evidence.Relation:
		return c.name(evidence.ID(l.From)) + " contradicts " + c.name(evidence.ID(l.To))
	}
	return string(link.LinkID())
}

// verb says how a source takes from another.
func verb(kind evidence.DerivationKind) string {
	if kind == evidence.DerivedFrom {
		return "is derived from"
	}
	return strings.ToLower(string(kind))
}
