package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// partTable says what the parts of the claim are worth, one by one.
func (r Claim) partTable(p *terminal.Page) {
	if len(r.Parts) == 0 {
		return
	}
	parts := slices.Clone(r.Parts)
	slices.SortStableFunc(parts, func(a, b Part) int {
		return cmp.Or(-cmp.Compare(a.Answer.Supporting.Demonstrated, b.Answer.Supporting.Demonstrated),
			cmp.Compare(firstLine(a.Quotes), firstLine(b.Quotes)), cmp.Compare(a.Answer.Claim.ID, b.Answer.Claim.ID))
	})
	p.Line("Parts of the claim (evidence for a part never counts for the whole):")
	rows := make([][2]string, 0, len(parts))
	for _, part := range parts {
		demonstrated := p.Style.Number(number(part.Answer.Supporting.Demonstrated)) + " demonstrated  "
		rows = append(rows, [2]string{part.Answer.Claim.Label(), demonstrated + r.partBasis(part.Answer)})
	}
	p.Columns(rows, 2)
	if more := r.PartsInAll - len(parts); more > 0 {
		p.Line("  ... and %s more %s", wording.Digits(more), wording.Choose(more, "part", "parts"))
	}
}

func firstLine(quotes []evidence.Quote) int {
	if len(quotes) == 0 {
		return 0
	}
	return quotes[0].StartLine
}

// partBasis names the sources of a part, what they rest on where the whole claim has not shown it already, and where.
func (r Claim) partBasis(c *convergence.Convergence) string {
	side := c.Supporting
	if side.SourceCount == 0 {
		return "no source"
	}
	var names []string
	var where places
	for _, s := range r.inTextOrder(side.Sources()) {
		names = append(names, r.supporterName(c, s))
		for _, st := range s.Statements {
			where.add(st.Provenance.RecordedFrom, st.Provenance.Quotes)
		}
		for _, d := range c.Upstream(s.Source.ID) {
			if r.isNews(d) {
				where = places{}
				where.add(d.Provenance.RecordedFrom, d.Provenance.Quotes)
			}
		}
	}
	text := listed(names)
	if side.TracedCount == 0 && side.SourceCount > 1 {
		text += fmt.Sprintf("; %s if independent", number(side.Presumed))
	}
	if without := withoutWhom(side); without != "" {
		text += fmt.Sprintf("; %s %s", number(side.Disinterested), without)
	}
	return text + Parenthesized(where.text(r.document, ""))
}

func (r Claim) supporterName(c *convergence.Convergence, s convergence.SideSource) string {
	name := c.Name(s.Source)
	if s.Source.Identity == evidence.Unnamed {
		return name + ", nobody named"
	}
	var from []string
	for _, d := range c.Upstream(s.Source.ID) {
		if r.isNews(d) {
			from = append(from, r.originName(c, d.To))
		}
	}
	switch {
	case len(from) > 0:
		return name + " <- " + listed(from)
	case !s.Traced && c.Supporting.SourceCount == 1:
		return name + ", which names no origin for it"
	}
	return name
}

// isNews reports whether the whole claim's answer does not show the link already.
func (r Claim) isNews(d *evidence.Derivation) bool {
	return !slices.ContainsFunc(r.Answer.Upstream(d.From), func(e *evidence.Derivation) bool { return e.To == d.To })
}

// originName returns what an answer calls one of its origins.
func (r Claim) originName(c *convergence.Convergence, id evidence.SourceID) string {
	for _, o := range c.Supporting.Origins() {
		if o.Source.ID == id {
			return c.Name(o.Source)
		}
	}
	return evidence.ID(id).Key()
}
