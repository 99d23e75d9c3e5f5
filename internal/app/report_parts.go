package app

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// partTable tells what the parts of the claim are worth, one by one.
func (r report) partTable(p *page) {
	if len(r.parts) == 0 {
		return
	}
	parts := slices.Clone(r.parts)
	slices.SortStableFunc(parts, func(a, b part) int {
		return cmp.Or(-cmp.Compare(a.answer.Supporting.Demonstrated, b.answer.Supporting.Demonstrated),
			cmp.Compare(firstLine(a.quotes), firstLine(b.quotes)), cmp.Compare(a.answer.Claim.ID, b.answer.Claim.ID))
	})
	p.line("Its parts, one by one (a part's evidence is never added to the whole):")
	rows := make([][2]string, 0, len(parts))
	for _, part := range parts {
		rows = append(rows, [2]string{part.answer.Claim.Label(),
			p.style.number(number(part.answer.Supporting.Demonstrated)) + " demonstrated  " + r.partBasis(p, part.answer)})
	}
	p.columns(rows, 2)
	if more := r.partsInAll - len(parts); more > 0 {
		p.line("  ... and %s more %s", wording.Digits(more), wording.Choose(more, "part", "parts"))
	}
}

func firstLine(quotes []evidence.Quote) int {
	if len(quotes) == 0 {
		return 0
	}
	return quotes[0].StartLine
}

// partBasis names the sources of a part, what they rest on where the whole claim has not shown it already, and where.
func (r report) partBasis(p *page, c *convergence.Convergence) string {
	side := c.Supporting
	if side.Sources == 0 {
		return "no source"
	}
	var names []string
	var where places
	for _, s := range r.inTextOrder(side.Supporters()) {
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
	if side.Traced == 0 && side.Sources > 1 {
		text += fmt.Sprintf("; %s if independent", number(side.Effective))
	}
	return text + parenthesized(where.text(p.document, ""))
}

func (r report) supporterName(c *convergence.Convergence, s convergence.Supporter) string {
	name := c.Name(s.Source)
	if s.Source.Identity == evidence.Unnamed {
		return quoted(name) + ", nobody named"
	}
	var from []string
	for _, d := range c.Upstream(s.Source.ID) {
		if r.isNews(d) {
			from = append(from, r.sourceName(c, d.To))
		}
	}
	switch {
	case len(from) > 0:
		return name + " <- " + listed(from)
	case !s.Traced && c.Supporting.Sources == 1:
		return name + ", which names no origin for it"
	}
	return name
}

// isNews reports whether the whole claim's answer does not show the link already.
func (r report) isNews(d *evidence.Derivation) bool {
	return !slices.ContainsFunc(r.answer.Upstream(d.From), func(e *evidence.Derivation) bool { return e.To == d.To })
}

func (r report) sourceName(c *convergence.Convergence, id evidence.SourceID) string {
	for _, o := range c.Supporting.Origins() {
		if o.Source.ID == id {
			if o.Source.Identity == evidence.Unnamed {
				return quoted(c.Name(o.Source))
			}
			return c.Name(o.Source)
		}
	}
	return evidence.ID(id).Key()
}
