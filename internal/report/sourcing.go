package report

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// SourcingView is what the text shows of a SourcingConnection.
type SourcingView struct {
	ItemCount, OriginalCount, UntracedCount int
	Edges                                   []struct {
		Node                                 ThingView
		ItemCount, RestingCount, WhollyCount int
		Share                                float64
		Examples                             []ThingView
	}
}

// WriteSourcingOn prints which outlets rest on one.
func WriteSourcingOn(p *terminal.Page, outlet string, v SourcingView) {
	resting, repeating := 0, 0
	for _, e := range v.Edges {
		if e.RestingCount > 0 {
			resting++
		}
		if e.RestingCount > 0 && e.WhollyCount == e.ItemCount {
			repeating++
		}
	}
	if resting == 0 {
		p.Line("No outlet rests on %s.", outlet)
	} else {
		p.Line("%s %s on %s%s.", wording.Count(resting, "outlet"), wording.Choose(resting, "rests", "rest"), outlet,
			merely(repeating))
	}
	writeSourcingTable(p, v)
}

// merely says how many outlets have nothing that does not wholly rest on another.
func merely(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; %s merely %s it", wording.Digits(n), wording.Choose(n, "repeats", "repeat"))
}

// WriteSourcingOf prints which outlets one rests on.
func WriteSourcingOf(p *terminal.Page, outlet string, v SourcingView) {
	p.Line("%s has %s: %s with first-hand work of its own, and %s that %s no origin.", outlet,
		wording.Count(v.ItemCount, "item"),
		wording.Digits(v.OriginalCount), wording.Digits(v.UntracedCount), wording.Choose(v.UntracedCount, "names", "name"))
	writeSourcingTable(p, v)
}

// mostExamples is how many items a row names.
const mostExamples = 2

// writeSourcingTable prints the table, outlet by outlet.
func writeSourcingTable(p *terminal.Page, v SourcingView) {
	if len(v.Edges) == 0 {
		return
	}
	rows := make([][]string, len(v.Edges))
	for i, e := range v.Edges {
		var examples []string
		for _, s := range e.Examples[:min(mostExamples, len(e.Examples))] {
			examples = append(examples, s.Label)
		}
		rows[i] = []string{
			e.Node.Label, wording.Digits(e.ItemCount), wording.Digits(e.RestingCount), wording.Digits(e.WhollyCount),
			wording.Digits(e.RestingCount - e.WhollyCount),
			wording.Digits(e.ItemCount - e.RestingCount), fmt.Sprintf("%.0f%%", 100*e.Share), strings.Join(examples, ", "),
		}
	}
	p.Table([]string{"outlet", "items", "resting", "wholly", "partly", "not at all", "share", "such as"}, rows, 1, 2,
		3, 4, 5, 6)
}
