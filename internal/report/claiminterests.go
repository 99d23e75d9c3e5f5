package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// withoutWhom says without whom the disinterested number of a side is: "without a party to the conflict" if every
// interest that counts is that of one who takes part in what the claim is about. It is "" if there is none, or nothing
// is demonstrated.
func withoutWhom(side *convergence.Side) string {
	interested := side.Interested()
	if len(interested) == 0 || side.DemonstratedLineCount == 0 {
		return ""
	}
	for _, s := range interested {
		if !slices.ContainsFunc(s.Held, func(h convergence.HeldInterest) bool {
			return h.Interest.Kind != evidence.PartyInterest
		}) {
			continue
		}
		if side.Supports() {
			return "without those who have an interest in it"
		}
		return "without those who have an interest against it"
	}
	return "without " + wording.Choose(len(interested), "a party", "the parties") + " to the conflict"
}

// disinterested prints how much of what is demonstrated is left without those who have an interest in it, and what the
// fact check warns of; nothing if nobody has.
func (r Claim) disinterested(p *terminal.Page, side *convergence.Side) {
	without := withoutWhom(side)
	if without == "" {
		return
	}
	left := number(side.Disinterested)
	p.Hanging(18+len(left), "  %-12s  %s  %s", "of which", p.Style.Number(left), without)
	for _, rv := range r.Reviews {
		if len(rv.Reservations) > 0 {
			p.Hanging(18+len(left), "%s  the fact check warns: %s%s", strings.Repeat(" ", 16+len(left)),
				Quoted(rv.Reservations[0].Exact), Parenthesized(r.place(rv.Reservations[:1])))
		}
	}
}

// interests says who has an interest in the claim and who speaks against its own, through which links, and in which
// words that is recorded.
func (r Claim) interests(p *terminal.Page) {
	notes := r.Answer.Caveats()
	if !slices.ContainsFunc(notes, func(n convergence.Note) bool { return n.Code == convergence.NoteInterest }) {
		return
	}
	p.Line("%s", p.Style.Bold("Interests:"))
	writeNotes(p, notes, convergence.NoteInterest)
	var rows [][2]string
	for _, side := range []*convergence.Side{r.Answer.Supporting, r.Answer.Refuting} {
		rows = append(rows, r.interestRows(side.Interested(), "")...)
		rows = append(rows, r.interestRows(side.AgainstInterest(), "speaks against its interest: ")...)
	}
	p.Columns(rows[:min(len(rows), mostGroups)], 4)
	if len(rows) > mostGroups {
		p.Line("  ... and more; all of them: --json --all")
	}
	p.Gap()
}

// interestRows returns a row for each interest of a list, with what leads to its holder and the words that say so.
func (r Claim) interestRows(list []convergence.InterestedSource, how string) [][2]string {
	var rows [][2]string
	for _, s := range list {
		for _, h := range s.Held {
			parts := []string{how + interests.KindWords(h.Interest.Kind)}
			if behind := r.Answer.Behind(s.Source, h); behind != "" {
				parts[0] = how + behind + ", " + interests.KindWords(h.Interest.Kind)
			}
			parts[0] += during(h.Interest) + r.quoted(h.Interest.Provenance)
			for _, l := range h.Links {
				parts = append(parts, r.linkWords(l)+r.quoted(*evidence.ProvenanceOf(l)))
			}
			rows = append(rows, [2]string{r.Answer.Name(s.Source), strings.Join(parts, "; ")})
		}
	}
	return rows
}

// during says when an interest holds, if that is known.
func during(i *evidence.Interest) string {
	text := ""
	if i.ValidFrom.Known() {
		text = " since " + i.ValidFrom.InWords()
	}
	if i.ValidTo.Known() {
		text += " until " + i.ValidTo.InWords()
	}
	return text
}

// quoted returns quotes with their places as they end a phrase; the document is named unless it is that of all.
func (r Claim) quoted(from evidence.Provenance) string {
	var parts []string
	for _, q := range from.Quotes {
		var where places
		where.add(from.RecordedFrom, []evidence.Quote{q})
		text := Parenthesized(where.text(r.document, ""))
		if q.Exact != "" {
			text = " " + Quoted(q.Exact) + text
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return ""
	}
	return ":" + strings.Join(parts, ",")
}

// linkWords says a link to the holder of an interest in words.
func (r Claim) linkWords(l evidence.Link) string {
	name := func(id evidence.ID) string {
		if id.Kind() == evidence.KindSource {
			if s := r.Answer.Shown(evidence.SourceID(id)); s != nil {
				return r.Answer.Name(s)
			}
		} else if party := r.Answer.Party(id); party != nil {
			return Label(party)
		}
		return id.Key()
	}
	switch l := l.(type) {
	case *evidence.Ownership:
		share := ""
		if l.SharePercent != nil {
			share = fmt.Sprintf(" (%g%%)", *l.SharePercent)
		}
		return name(l.Asset) + " is owned by " + name(l.Owner) + share
	case *evidence.Funding:
		return name(l.Recipient) + " is funded by " + name(l.Funder)
	case *evidence.Sameness:
		return name(l.A) + " is the same as " + name(l.B)
	}
	return string(l.LinkID())
}
