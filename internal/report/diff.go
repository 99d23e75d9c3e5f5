package report

import (
	"encoding/json"
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
	Weight *float64 // nil = no source is rated
}

// UnmarshalJSON reads the figures. The contract has null for those that nobody looked for.
func (f *figuresView) UnmarshalJSON(data []byte) error {
	var read struct {
		convergence.Numbers
		Weight *float64
	}
	var looked struct{ Disinterested *float64 }
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	if err := json.Unmarshal(data, &looked); err != nil {
		return err
	}
	f.Numbers, f.Weight = read.Numbers, read.Weight
	f.InterestRecorded = looked.Disinterested != nil
	return nil
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
		_, knew := f.Of(was.Numbers)
		_, knows := f.Of(is.Numbers)
		if f.Compared && (knew || knows) {
			rows = append(rows, []string{f.Heading, figureText(f, was.Numbers, wording.Digits),
				figureText(f, is.Numbers, wording.Digits)})
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
	if f.InterestRecorded {
		now += ", disinterested " + f.free()
	}
	if was == "" || was == now {
		return now
	}
	return now + "; was: " + was
}

// free writes what is left without those who have an interest in the side.
func (f figuresView) free() string {
	if !f.InterestRecorded {
		return unknownFigure
	}
	return number(f.Disinterested)
}

// weightText writes a weight, which exists only if a source is rated.
func weightText(weight *float64) string {
	if weight == nil {
		return "unrated"
	}
	return number(*weight)
}
