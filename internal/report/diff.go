package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// DiffView is what the text shows of a ConvergenceDiff.
type DiffView struct {
	Before, After *struct {
		Claim                struct{ Label string }
		Supporting, Refuting figuresView
		Confidence           string
	}
	Changes []struct{ Code, Text string }
}

// figuresView is what the text shows of a side.
type figuresView struct {
	convergence.Numbers
	Disinterested *float64 // nil = nobody looked for interests
	Weight        *float64 // nil = no source is rated
}

// text writes a figure, "" if it is not known.
func (v figuresView) text(f convergence.FigureEntry) string {
	n := v.Numbers
	if v.Disinterested != nil {
		n.InterestRecorded, n.Disinterested = true, *v.Disinterested
	}
	if _, known := f.Of(n); !known {
		return ""
	}
	return figureText(f, n, wording.Digits)
}

// WriteDiff prints the diff of one claim; head says what is compared, "" where that stands above.
func WriteDiff(d DiffView, p *terminal.Page, head, before, after string) {
	shown := d.After
	if shown == nil {
		shown = d.Before
	}
	p.Line("%s %s", p.Style.Bold("Claim:"), shown.Claim.Label)
	if head != "" {
		p.Line("%s", head)
	}
	p.Gap()
	writeFigures(d, p, before, after)
	p.Gap()
	writeChanges(d, p)
}

// writeFigures prints the figures side by side; those of the refuting side only if there is one.
func writeFigures(d DiffView, p *terminal.Page, before, after string) {
	var was, is, wasAgainst, isAgainst figuresView
	if d.Before != nil {
		was, wasAgainst = d.Before.Supporting, d.Before.Refuting
	}
	if d.After != nil {
		is, isAgainst = d.After.Supporting, d.After.Refuting
	}
	p.Table([]string{"", before, after}, figureRows(was, is), 1, 2)
	if wasAgainst.SourceCount+isAgainst.SourceCount > 0 {
		p.Gap()
		p.Table([]string{"against it", before, after}, figureRows(wasAgainst, isAgainst), 1, 2)
	}
}

func figureRows(was, is figuresView) [][]string {
	var rows [][]string
	for _, f := range convergence.Figures() {
		if before, after := was.text(f), is.text(f); f.Compared && before+after != "" {
			rows = append(rows, []string{f.Heading, cmp.Or(before, "unknown"), cmp.Or(after, "unknown")})
		}
	}
	if was.Weight != nil || is.Weight != nil {
		rows = append(rows, []string{"weight", weightText(was.Weight), weightText(is.Weight)})
	}
	return rows
}

// mostChanges is how many differences the text lists.
const mostChanges = 100

// writeChanges prints what the figures do not say: they stand above.
func writeChanges(d DiffView, p *terminal.Page) {
	var texts []string
	for _, c := range d.Changes {
		if c.Code != "FIGURE" {
			texts = append(texts, c.Text)
		}
	}
	if len(d.Changes) == 0 {
		p.Line("Nothing changes.")
		return
	}
	for _, text := range texts[:min(len(texts), mostChanges)] {
		p.Line("%s", strings.TrimSpace(text))
	}
	if more := len(texts) - mostChanges; more > 0 {
		p.Line("and %s more %s; --json --all has all of them.", wording.Digits(more),
			wording.Choose(more, "difference", "differences"))
	}
}

// WriteEvent prints a state, or a change with what is behind it.
func WriteEvent(p *terminal.Page, at time.Time, d DiffView) {
	clock := at.Format("15:04:05")
	if d.Before == nil {
		p.Line("%s %s  %s", clock, p.Style.Bold(d.After.Claim.Label), d.After.Supporting.brief(""))
		return
	}
	p.Line("%s %s  %s", clock, p.Style.Bold(d.After.Claim.Label),
		d.After.Supporting.brief(d.Before.Supporting.brief("")))
	shown := 0
	for _, c := range d.Changes {
		if c.Code != "FIGURE" && shown < mostChanges {
			p.Line("         %s", c.Text)
			shown++
		}
	}
}

// brief describes a side in a few words, and what it was where that is something else.
func (f figuresView) brief(was string) string {
	now := fmt.Sprintf("sources %d, demonstrated %s, presumed %s", f.SourceCount, number(f.Demonstrated),
		number(f.Presumed))
	if was == "" || was == now {
		return now
	}
	return now + "; was: " + was
}

// weightText writes a weight, which exists only if a source is rated.
func weightText(weight *float64) string {
	if weight == nil {
		return "unrated"
	}
	return number(*weight)
}
