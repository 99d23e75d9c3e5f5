package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"

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

// Claim is the answer for one claim as a person reads it: plain words first, titles instead of ids, and every line
// that states evidence ending in the place of its quote.
type Claim struct {
	Answer  *convergence.Convergence
	Parts   []Part
	Reviews []Review
	// partsInAll counts the parts; parts has the first of them.
	PartsInAll int
	// Supposed is what is asked beside the answer.
	Supposed Supposed

	// document is what all of the answer was recorded from; its name is then not repeated at every place. write fills
	// it.
	document string
	// inParts holds what each source says of the parts; write fills it once, since every source is looked up in it.
	inParts map[evidence.SourceID][]*evidence.Statement
}

// Part is a claim that the reported one consists of, with its own answer.
type Part struct {
	Answer *convergence.Convergence
	Quotes []evidence.Quote // the words that make it a part
}

// Review is a fact check of the claim with its publisher's name.
type Review struct {
	*evidence.ClaimReview
	PublisherName string
}

// Write prints the report. Sections that have nothing to say are left out.
func (r Claim) Write(w io.Writer, s terminal.Style) error {
	p := &terminal.Page{Style: s}
	r.document = r.Answer.Document()
	r.inParts = map[evidence.SourceID][]*evidence.Statement{}
	for _, part := range r.Parts {
		for _, s := range part.Answer.Supporting.Sources() {
			r.inParts[s.Source.ID] = append(r.inParts[s.Source.ID], s.Statements...)
		}
	}
	r.head(p)
	r.side(p)
	r.refutation(p)
	r.interests(p)
	r.consequences(p)
	r.partTable(p)
	r.closing(p)
	if err := r.Supposed.write(p, r.Answer); err != nil {
		return err
	}
	_, err := io.WriteString(w, p.String())
	return err
}

func (r Claim) head(p *terminal.Page) {
	p.Line("%s %s", p.Style.Bold("Claim:"), r.Answer.Claim.Text)
	for _, rv := range r.Reviews[:min(len(r.Reviews), mostReviews)] {
		by := ""
		if rv.PublisherName != "" {
			by = " by " + rv.PublisherName
		}
		text := fmt.Sprintf("%s %s", p.Style.Bold("Fact check"+by+":"), Quoted(rv.AlternateName))
		for _, q := range rv.Basis {
			text += ", by " + Quoted(q.Exact) + Parenthesized(r.place([]evidence.Quote{q}))
		}
		p.Line("%s.", text)
	}
	if more := len(r.Reviews) - mostReviews; more > 0 {
		p.Line("and %s more %s.", wording.Digits(more), wording.Choose(more, "fact check", "fact checks"))
	}
	p.Gap()
}

// side says what the supporting side is worth and what it rests on.
func (r Claim) side(p *terminal.Page) {
	// the headline of the supporting side; refutation says the other
	p.Line("%s", p.Style.Bold(r.Answer.Explanation()[0].Text))
	side := r.Answer.Supporting
	if side.SourceCount == 0 {
		return
	}
	r.figures(p, side)
	p.Gap()
	r.groups(p, side)
	p.Gap()
}

// groups prints what each source rests on; sources with the same basis stand on one line.
func (r Claim) groups(p *terminal.Page, side *convergence.Side) {
	supporters := map[evidence.SourceID]convergence.SideSource{}
	for _, s := range side.Sources() {
		supporters[s.Source.ID] = s
	}
	groups := side.Groups(mostGroups + 1)
	var rows [][2]string
	var silent []convergence.SideSource
	roots := unnamedOrigins(side)
	for _, g := range groups[:min(len(groups), mostGroups)] {
		if first := g.Members[0]; len(g.Members) == 1 && slices.ContainsFunc(roots,
			func(s *evidence.Source) bool { return s.ID == first.ID }) {
			silent = append(silent, supporters[first.ID])
			continue
		}
		rows = append(rows, r.groupRow(g))
	}
	if len(silent) > 0 {
		names := make([]string, len(silent))
		for i, s := range r.inTextOrder(silent) {
			names[i] = r.Answer.Name(s.Source) + Parenthesized(r.saysWhere(s).text(r.document, s.Source.URL))
		}
		rows = append(rows, [2]string{listed(names), wording.Choose(len(silent), "names no origin", "name no origin")})
	}
	p.Columns(rows, 4)
	if len(groups) > mostGroups {
		p.Line("  ... and more; all of them: --json --all")
	}
	if side.UngroundedCount > 0 {
		n := side.UngroundedCount
		p.Line("  %s %s no evidence behind %s that is in force, and %s not count", wording.Digits(n),
			wording.Choose(n, "source has", "sources have"), wording.Choose(n, "it", "them"), wording.Choose(n, "does",
				"do"))
	}
}

// saysWhere returns where the text has the source say so: for the claim and for its parts.
func (r Claim) saysWhere(s convergence.SideSource) *places {
	var where places
	for _, statements := range [][]*evidence.Statement{s.Statements, r.inParts[s.Source.ID]} {
		for _, st := range statements {
			where.add(st.Provenance.RecordedFrom, st.Provenance.Quotes)
		}
	}
	return &where
}

// inTextOrder sorts supporters by the first line on which the text has them say something, ties by id.
func (r Claim) inTextOrder(list []convergence.SideSource) []convergence.SideSource {
	first := make(map[evidence.SourceID]int, len(list))
	for _, s := range list {
		first[s.Source.ID] = r.saysWhere(s).firstLine()
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b convergence.SideSource) int {
		return cmp.Or(cmp.Compare(first[a.Source.ID], first[b.Source.ID]), cmp.Compare(a.Source.ID, b.Source.ID))
	})
	return sorted
}

func (r Claim) groupRow(g convergence.EvidenceGroup) [2]string {
	names := make([]string, len(g.Members))
	for i, m := range g.Members {
		names[i] = r.Answer.Name(m)
	}
	head := listed(names)
	if n := len(g.Members); n > 1 {
		return [2]string{head, "count once: " + bothOrAll(n) + " go back to " + r.origins(g)}
	}
	return [2]string{head, r.basis(g)}
}

// basis says what the only member of a group rests on.
func (r Claim) basis(g convergence.EvidenceGroup) string {
	if origins := originsOf(g); len(origins) == 1 && origins[0].Node.NodeID() == g.Members[0].NodeID() {
		return "is first-hand" + Parenthesized(r.linksWhere(g.Members))
	}
	return "rests on " + r.origins(g)
}

// originsOf returns the sources that end the paths of a group.
func originsOf(g convergence.EvidenceGroup) []convergence.Cause {
	var origins []convergence.Cause
	for _, c := range g.Basis {
		if c.Kind == convergence.ReasonOrigin && c.Node != nil {
			origins = append(origins, c)
		}
	}
	return origins
}

// origins lists the origins of a group, with their shares where these differ, and where that is said.
func (r Claim) origins(g convergence.EvidenceGroup) string {
	origins := originsOf(g)
	names := make([]string, len(origins))
	for i, c := range origins {
		names[i] = r.nodeName(c.Node)
		if len(g.Members) == 1 && c.Node.NodeID() == g.Members[0].NodeID() {
			names[i] = "its own work"
		}
		if c.Share-origins[len(origins)-1].Share > 0.005 || origins[0].Share-c.Share > 0.005 {
			names[i] += fmt.Sprintf(" %.0f%%", 100*c.Share)
		}
	}
	return listed(names) + Parenthesized(r.linksWhere(g.Members))
}

// linksWhere returns where the text says what the sources take from, else the address of the first of them that has
// one.
func (r Claim) linksWhere(members []*evidence.Source) string {
	var where places
	address := ""
	for _, s := range members[:min(len(members), mostMembers)] {
		for _, d := range r.Answer.Upstream(s.ID) {
			where.add(d.Provenance.RecordedFrom, d.Provenance.Quotes)
		}
		if address == "" {
			address = s.URL
		}
	}
	return where.text(r.document, address)
}

// nodeName returns what an answer calls an origin.
func (r Claim) nodeName(n evidence.Node) string {
	if source, is := n.(*evidence.Source); is {
		return r.Answer.Name(source)
	}
	return Label(n)
}

// refutation says in short what speaks against the claim.
func (r Claim) refutation(p *terminal.Page) {
	side := r.Answer.Refuting
	if side.SourceCount == 0 {
		return
	}
	names := namesOf(r.Answer, side)
	free := ""
	if without := withoutWhom(side); without != "" {
		free = fmt.Sprintf(", of which %s %s", number(side.Disinterested), without)
	}
	p.Line("Against it: %s %s, %s demonstrated%s, %s presumed.", wording.Digits(side.SourceCount),
		wording.Choose(side.SourceCount, "source", "sources"),
		number(side.Demonstrated), free, number(side.Presumed))
	p.Line("  %s", listed(append(names.named, names.unnamed...)))
	p.Gap()
}

// consequences says what is known of the sources' independence and what falls with the most important one.
func (r Claim) consequences(p *terminal.Page) {
	unknown := []convergence.NoteCode{convergence.NoteDeclaredButUnknown, convergence.NoteContradicts}
	if !slices.ContainsFunc(r.Answer.Caveats(), func(n convergence.Note) bool { return n.Code == unknown[0] }) {
		unknown[0] = convergence.NoteUnlinked // the other says it already
	}
	writeNotes(p, r.Answer.Caveats(), unknown...)
	writeNotes(p, r.Answer.Caveats(), convergence.NoteExcluded)
	writeNotes(p, r.Answer.Explanation(), convergence.NoteShared, convergence.NoteCircle, convergence.NoteBottleneck,
		convergence.NoteIfWrong)
}

// closing says what the numbers do not cover, and what to ask first.
func (r Claim) closing(p *terminal.Page) {
	writeJudgement(p, r.Answer)
	if text := policySentence(r.Answer.Policy); text != "" {
		p.Line("%s", text)
	}
	writeNotes(p, r.Answer.Caveats(), convergence.NoteMayBeOne, convergence.NoteSuggestedCopy,
		convergence.NoteUnconfirmedBasis,
		convergence.NoteUncheckable)
	writeNotes(p, r.Answer.Caveats(), convergence.NoteWithdrawn, convergence.NoteUnpublished,
		convergence.NoteTimeInconsistent,
		convergence.NotePolicy, convergence.NoteUndated, convergence.NoteApproximate)
	r.uncounted(p)
	r.questions(p)
}

// uncounted names the sources that a fact check cites and that support nothing.
func (r Claim) uncounted(p *terminal.Page) {
	counted := map[evidence.SourceID]bool{}
	for _, side := range []*convergence.Side{r.Answer.Supporting, r.Answer.Refuting} {
		for _, s := range side.Sources() {
			counted[s.Source.ID] = true
		}
	}
	for _, rv := range r.Reviews {
		rest := slices.DeleteFunc(slices.Clone(rv.Cites), func(id evidence.SourceID) bool { return counted[id] })
		if len(rest) == 0 {
			continue
		}
		where := r.place(rv.CitesQuotes)
		p.Line("Not counted: the %s listed %s%s; the text does not tie them to the sources above.",
			wording.Digits(len(rest)),
			wording.Choose(len(rest), "title", "titles"), Parenthesized(where))
	}
}

// place returns where a fact check has quotes.
func (r Claim) place(quotes []evidence.Quote) string {
	var where places
	where.add("", quotes)
	return where.text(r.document, "")
}
