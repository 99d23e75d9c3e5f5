package app

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// How much of a long list the report shows before it says how much more there is.
const (
	mostGroups  = 12
	mostMembers = 5
	mostReviews = 5
)

// claimReport is the answer for one claim as a person reads it: plain words first, titles instead of ids, and every line
// that states evidence ending in the place of its quote.
type claimReport struct {
	answer  *convergence.Convergence
	parts   []part
	reviews []review
	// partsInAll counts the parts; parts has the first of them.
	partsInAll int

	// document is what all of the answer was recorded from; its name is then not repeated at every place. write fills it.
	document string
	// inParts holds what each source says of the parts; write fills it once, since every source is looked up in it.
	inParts map[evidence.SourceID][]*evidence.Statement
}

// part is a claim that the reported one consists of, with its own answer.
type part struct {
	answer *convergence.Convergence
	quotes []evidence.Quote // the words that make it a part
}

// review is a fact check of the claim with its publisher's name.
type review struct {
	*evidence.ClaimReview
	publisher string
}

// write prints the report. Sections that have nothing to say are left out.
func (r claimReport) write(w io.Writer, s terminal.Style) error {
	p := &terminal.Page{Style: s}
	r.document = r.answer.Document()
	r.inParts = map[evidence.SourceID][]*evidence.Statement{}
	for _, part := range r.parts {
		for _, s := range part.answer.Supporting.Supporters() {
			r.inParts[s.Source.ID] = append(r.inParts[s.Source.ID], s.Statements...)
		}
	}
	r.head(p)
	r.side(p)
	r.refutation(p)
	r.consequences(p)
	r.partTable(p)
	r.closing(p)
	_, err := io.WriteString(w, p.String())
	return err
}

func (r claimReport) head(p *terminal.Page) {
	p.Line("%s %s", p.Style.Bold("Claim:"), r.answer.Claim.Text)
	for _, rv := range r.reviews[:min(len(r.reviews), mostReviews)] {
		by := ""
		if rv.publisher != "" {
			by = " by " + rv.publisher
		}
		text := fmt.Sprintf("%s %s", p.Style.Bold("Fact check"+by+":"), quoted(rv.AlternateName))
		for _, q := range rv.Basis {
			text += ", by " + quoted(q.Exact) + parenthesized(r.place([]evidence.Quote{q}))
		}
		p.Line("%s.", text)
	}
	if more := len(r.reviews) - mostReviews; more > 0 {
		p.Line("and %s more %s.", wording.Digits(more), wording.Choose(more, "fact check", "fact checks"))
	}
	p.Gap()
}

// side tells what the supporting side is worth and what it rests on.
func (r claimReport) side(p *terminal.Page) {
	p.Line("%s", p.Style.Bold(r.answer.Explanation()[0].Text)) // the headline of the supporting side; refutation tells the other
	side := r.answer.Supporting
	if side.Sources == 0 {
		return
	}
	r.figures(p, side)
	p.Gap()
	r.groups(p, side)
	p.Gap()
}

// groups prints what each source rests on; sources with the same basis stand on one line.
func (r claimReport) groups(p *terminal.Page, side *convergence.Side) {
	supporters := map[evidence.SourceID]convergence.Supporter{}
	for _, s := range side.Supporters() {
		supporters[s.Source.ID] = s
	}
	groups := side.Groups(mostGroups + 1)
	var rows [][2]string
	var silent []convergence.Supporter
	roots := unnamedOrigins(side)
	for _, g := range groups[:min(len(groups), mostGroups)] {
		if first := g.Members[0]; len(g.Members) == 1 && slices.ContainsFunc(roots, func(s *evidence.Source) bool { return s.ID == first.ID }) {
			silent = append(silent, supporters[first.ID])
			continue
		}
		rows = append(rows, r.groupRow(p, g))
	}
	if len(silent) > 0 {
		names := make([]string, len(silent))
		for i, s := range r.inTextOrder(silent) {
			names[i] = r.answer.Name(s.Source) + parenthesized(r.saysWhere(s).text(r.document, s.Source.URL))
		}
		rows = append(rows, [2]string{listed(names), wording.Choose(len(silent), "names no origin", "name no origin")})
	}
	p.Columns(rows, 4)
	if len(groups) > mostGroups {
		p.Line("  ... and more; all of them: --json --all")
	}
	if side.Ungrounded > 0 {
		p.Line("  %s %s on nothing that stands, and count for nothing", wording.Digits(side.Ungrounded), wording.Choose(side.Ungrounded, "source rests", "sources rest"))
	}
}

// saysWhere returns where the text has the source say so: for the claim and for its parts.
func (r claimReport) saysWhere(s convergence.Supporter) *places {
	var where places
	for _, statements := range [][]*evidence.Statement{s.Statements, r.inParts[s.Source.ID]} {
		for _, st := range statements {
			where.add(st.Provenance.RecordedFrom, st.Provenance.Quotes)
		}
	}
	return &where
}

// inTextOrder sorts supporters by the first line on which the text has them say something, ties by id.
func (r claimReport) inTextOrder(list []convergence.Supporter) []convergence.Supporter {
	first := make(map[evidence.SourceID]int, len(list))
	for _, s := range list {
		first[s.Source.ID] = r.saysWhere(s).firstLine()
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b convergence.Supporter) int {
		return cmp.Or(cmp.Compare(first[a.Source.ID], first[b.Source.ID]), cmp.Compare(a.Source.ID, b.Source.ID))
	})
	return sorted
}

func (r claimReport) groupRow(p *terminal.Page, g convergence.EvidenceGroup) [2]string {
	names := make([]string, len(g.Members))
	for i, m := range g.Members {
		names[i] = r.answer.Name(m)
	}
	head := listed(names)
	text := r.basis(p, g)
	if len(g.Members) > 1 {
		text = "count once; together they " + strings.Replace(text, "rests", "rest", 1)
		if strings.HasPrefix(r.basis(p, g), "is ") {
			text = "count once: all " + wording.Number(len(g.Members)) + " rest on one first-hand source"
		}
	}
	return [2]string{head, text}
}

// basis tells what the group rests on: the origins with their shares where these differ, and where that is said.
func (r claimReport) basis(p *terminal.Page, g convergence.EvidenceGroup) string {
	var origins []convergence.Cause
	for _, c := range g.Basis {
		if c.Kind == convergence.ReasonOrigin && c.Node != nil {
			origins = append(origins, c)
		}
	}
	own := g.Members[0]
	if len(origins) == 1 && origins[0].Node.NodeID() == own.NodeID() && len(g.Members) == 1 {
		return "is first-hand" + parenthesized(r.linksWhere(p, g.Members))
	}
	names := make([]string, len(origins))
	for i, c := range origins {
		names[i] = r.nodeName(c.Node)
		if source, ok := c.Node.(*evidence.Source); ok && source.ID == own.ID && len(g.Members) == 1 {
			names[i] = "its own work"
		}
		if c.Share-origins[len(origins)-1].Share > 0.005 || origins[0].Share-c.Share > 0.005 {
			names[i] += fmt.Sprintf(" %.0f%%", 100*c.Share)
		}
	}
	return "rests on " + listed(names) + parenthesized(r.linksWhere(p, g.Members))
}

// linksWhere returns where the text says what the sources take from, else the address of the first of them that has one.
func (r claimReport) linksWhere(p *terminal.Page, members []*evidence.Source) string {
	var where places
	address := ""
	for _, s := range members[:min(len(members), mostMembers)] {
		for _, d := range r.answer.Upstream(s.ID) {
			where.add(d.Provenance.RecordedFrom, d.Provenance.Quotes)
		}
		if address == "" {
			address = s.URL
		}
	}
	return where.text(r.document, address)
}

func (r claimReport) nodeName(n evidence.Node) string {
	switch n := n.(type) {
	case *evidence.Source:
		if n.Identity == evidence.Unnamed {
			return quoted(r.answer.Name(n))
		}
		return r.answer.Name(n)
	case interface{ Label() string }:
		return n.Label()
	}
	return n.NodeID().Key()
}

// refutation tells in short what speaks against the claim.
func (r claimReport) refutation(p *terminal.Page) {
	side := r.answer.Refuting
	if side.Sources == 0 {
		return
	}
	names := namesOf(r.answer, side)
	p.Line("Against it: %s %s, %s demonstrated, %s presumed.", wording.Digits(side.Sources), wording.Choose(side.Sources, "source", "sources"),
		number(side.Demonstrated), number(side.Effective))
	p.Line("  %s", listed(append(names.named, names.unnamed...)))
	p.Gap()
}

// consequences tells what is known of the sources' independence and what falls with the most important one.
func (r claimReport) consequences(p *terminal.Page) {
	unknown := []convergence.NoteCode{convergence.NoteDeclaredButUnknown, convergence.NoteContradicts}
	if !slices.ContainsFunc(r.answer.Caveats(), func(n convergence.Note) bool { return n.Code == unknown[0] }) {
		unknown[0] = convergence.NoteUnlinked // the other says it already
	}
	writeNotes(p, r.answer.Caveats(), unknown...)
	writeNotes(p, r.answer.Caveats(), convergence.NoteExcluded)
	writeNotes(p, r.answer.Explanation(), convergence.NoteShared, convergence.NoteCircle, convergence.NoteBottleneck, convergence.NoteIfWrong)
}

// closing tells what the numbers do not cover, and what to ask first.
func (r claimReport) closing(p *terminal.Page) {
	writeJudgement(p, r.answer)
	if text := policySentence(r.answer.Policy); text != "" {
		p.Line("%s", text)
	}
	writeNotes(p, r.answer.Caveats(), convergence.NoteMayBeOne, convergence.NoteSuggestedCopy, convergence.NoteUnconfirmedBasis,
		convergence.NoteUncheckable)
	writeNotes(p, r.answer.Caveats(), convergence.NoteWithdrawn, convergence.NoteHidden, convergence.NoteTimeInconsistent,
		convergence.NotePolicy, convergence.NoteUndated, convergence.NoteApproximate)
	r.uncounted(p)
	r.questions(p)
}

// uncounted tells of the sources that a fact check cites and that support nothing.
func (r claimReport) uncounted(p *terminal.Page) {
	counted := map[evidence.SourceID]bool{}
	for _, side := range []*convergence.Side{r.answer.Supporting, r.answer.Refuting} {
		for _, s := range side.Supporters() {
			counted[s.Source.ID] = true
		}
	}
	for _, rv := range r.reviews {
		rest := slices.DeleteFunc(slices.Clone(rv.Cites), func(id evidence.SourceID) bool { return counted[id] })
		if len(rest) == 0 {
			continue
		}
		where := r.place(rv.CitesQuotes)
		p.Line("Not counted: the %s listed %s%s; the text does not tie them to the sources above.", wording.Digits(len(rest)),
			wording.Choose(len(rest), "title", "titles"), parenthesized(where))
	}
}

// place returns where a fact check has quotes.
func (r claimReport) place(quotes []evidence.Quote) string {
	var where places
	where.add("", quotes)
	return where.text(r.document, "")
}
