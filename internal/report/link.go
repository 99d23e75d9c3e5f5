package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// ThingView is what the text shows of a node.
type ThingView struct {
	ID    evidence.ID
	Label string
}

// Quoted returns the label as it stands within a sentence; that of a source has its quotation marks already.
func (t ThingView) Quoted() string {
	return ThingView{t.ID, strings.TrimSuffix(t.Label, ".")}.whole()
}

// mention returns the label as it stands in a list of nodes: only the sentence of a claim needs quotation marks.
func (t ThingView) mention() string {
	if t.ID.Kind() == evidence.KindClaim {
		return t.Quoted()
	}
	return t.Label
}

func (t ThingView) label() string { return t.Label }

// whole is Quoted with the full stop at the end of the label, if it has one.
func (t ThingView) whole() string {
	if t.ID.Kind() == evidence.KindSource {
		return t.Label
	}
	return Quoted(t.Label)
}

// linkView is what the text shows of a Link, whichever of its types it is; what is of other types is empty.
type linkView struct {
	ID                              evidence.ID
	Kind                            evidence.DerivationKind
	Stance                          evidence.Stance
	Relation                        evidence.RelationKind
	From, To, A, B                  *ThingView
	Source, Claim                   *ThingView
	Owner, Asset, Funder, Recipient *ThingView
	Sources                         []ThingView
	SharePercent                    *float64
	Copy                            *struct{ CopiedShare float64 }
	viewOfInterest
	Provenance struct {
		RecordedFrom, Collector string
		Quotes                  []evidence.Quote
	}
}

// viewOfInterest is what the text shows of an Interest or a Leaning.
type viewOfInterest struct {
	Holder, About      *ThingView
	Tag                string
	Direction          evidence.InterestDirection
	InterestKind       evidence.InterestKind
	ValidFrom, ValidTo evidence.Date
	Outlet             *ThingView
	Scheme, Value      string
	RatedBy            string
	RatedAt            evidence.Date
}

// interest says who has an interest in what, called by call.
func (v viewOfInterest) interest(call func(ThingView) string) string {
	about := ""
	if v.About != nil {
		about = v.About.Quoted()
	}
	return interests.Sentence(&evidence.Interest{Tag: v.Tag, Direction: v.Direction, Kind: v.InterestKind,
		ValidFrom: v.ValidFrom, ValidTo: v.ValidTo}, call(*v.Holder), about)
}

// leaning says how an outlet is rated.
func (v viewOfInterest) leaning(call func(ThingView) string) string {
	return interests.LeaningSentence(&evidence.Leaning{Scheme: v.Scheme, Value: v.Value, RatedBy: v.RatedBy,
		RatedAt: v.RatedAt}, call(*v.Outlet))
}

// text says the link in words, as it reads from one end to the other.
func (l linkView) text() string {
	switch l.ID.Kind() {
	case evidence.KindStatement:
		return join(l.Source.Label, strings.ToLower(string(l.Stance)), l.Claim.Quoted())
	case evidence.KindCorroboration:
		labels := make([]string, len(l.Sources))
		for i, s := range l.Sources {
			labels[i] = s.Label
		}
		return join(wording.JoinMost(labels, mostMembers, "and"), wording.Choose(len(labels), "is", "are"),
			"declared to corroborate", l.Claim.Quoted())
	case evidence.KindOwnership:
		return join(l.Asset.Label, "is owned by", l.Owner.Label) + l.percent() + l.since()
	case evidence.KindFunding:
		return join(l.Recipient.Label, "is funded by", l.Funder.Label) + l.since()
	case evidence.KindSameness:
		return join(l.A.Label, "is the same as", l.B.Label)
	case evidence.KindConfirmation:
		return "the basis of " + l.Source.Label + " is confirmed as recorded"
	case evidence.KindInterest:
		return l.interest(ThingView.label)
	case evidence.KindLeaning:
		return l.leaning(ThingView.label)
	case evidence.KindRelation:
		return join(l.From.Quoted(), verb(string(l.Relation)), l.To.Quoted())
	}
	return join(l.From.Label, verb(string(l.Kind)), l.To.Label) + l.percent()
}

func join(words ...string) string { return strings.Join(words, " ") }

// percent says the share of a holding, or of a copy, if it is known.
func (l linkView) percent() string {
	switch {
	case l.SharePercent != nil:
		return fmt.Sprintf(" (%.0f%%)", *l.SharePercent)
	case l.Copy != nil:
		return fmt.Sprintf(" (%.0f%%)", 100*l.Copy.CopiedShare)
	}
	return ""
}

// since says from when a holding lasts, if it is known.
func (l linkView) since() string {
	if l.ValidFrom == "" {
		return ""
	}
	return " since " + string(l.ValidFrom)
}

// words says in one line in which words a link is stated, where they stand, and who recorded it.
func (l linkView) words() string {
	var parts []string
	for _, q := range l.Provenance.Quotes {
		text := ""
		if q.Exact != "" {
			text = Quoted(q.Exact)
		}
		if place := q.Place(); place != "" {
			text = strings.TrimPrefix(text+", "+place, ", ")
		}
		parts = append(parts, text)
	}
	if l.Provenance.RecordedFrom != "" {
		parts = append(parts, "from "+l.Provenance.RecordedFrom)
	}
	if l.Provenance.Collector != "" {
		parts = append(parts, "recorded by "+l.Provenance.Collector)
	}
	return strings.Join(parts, "; ")
}

// verb turns the name of a kind into words.
func verb(kind string) string {
	if kind == string(evidence.PartOf) || kind == string(evidence.DerivedFrom) {
		return "is " + strings.ReplaceAll(strings.ToLower(kind), "_", " ")
	}
	return strings.ReplaceAll(strings.ToLower(kind), "_", " ")
}

// writeLinks prints links, each once, with the words that say so, their place, and who recorded it.
func writeLinks(p *terminal.Page, links []linkView) {
	var told []evidence.ID
	for _, l := range links {
		if slices.Contains(told, l.ID) {
			continue
		}
		told = append(told, l.ID)
		p.Line("  %s", l.text())
		for _, q := range l.Provenance.Quotes {
			if q.Exact != "" {
				p.Line("      %s%s", Quoted(q.Exact), Parenthesized(q.Place()))
			}
		}
		p.Line("      %s", p.Style.Dim(l.recorded()))
	}
}

// recorded says who recorded a link, and from what.
func (l linkView) recorded() string { return join(l.origin(), "as", string(l.ID)) }

// origin says by whom and from what a link is recorded.
func (l linkView) origin() string {
	text := "recorded"
	if l.Provenance.RecordedFrom != "" {
		text += " from " + l.Provenance.RecordedFrom
	}
	if l.Provenance.Collector != "" {
		text += " by " + l.Provenance.Collector
	}
	return text
}
