package report

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// figures prints the numbers that stand side by side, and the lines and origins behind them.
func (r Claim) figures(p *terminal.Page, side *convergence.Side) {
	names, roots := namesOf(r.Answer, side), unnamedOrigins(side)
	rows := [][3]string{{"demonstrated", number(side.Demonstrated),
		demonstratedMeans(names, len(roots), len(side.OpenQuestions()) > 0)}}
	switch {
	case len(roots) > 0 && side.TracedCount < side.SourceCount-side.UngroundedCount:
		pooled, presumed := pooledMeans(names), r.presumedMeans(side)
		if len(roots) < len(names.unnamed) {
			pooled, presumed = r.rootsMean(roots)
		}
		rows = append(rows, [3]string{"pooled", number(side.Pooled), pooled},
			[3]string{"presumed", number(side.Presumed), presumed})
	case number(side.Presumed) != number(side.Demonstrated):
		rows = append(rows, [3]string{"presumed", number(side.Presumed),
			"if the record is right and every open question gets the best answer, which nothing shows"})
	}
	for i, row := range rows {
		p.Hanging(18+len(row[1]), "  %-12s  %s  %s", row[0], p.Style.Number(row[1]), row[2])
		if i == 0 {
			r.disinterested(p, side)
		}
	}
	p.Line("  lines of evidence: %s demonstrated, %s presumed; origins: %s named, %s presumed",
		wording.Digits(side.DemonstratedLineCount),
		wording.Digits(side.LineCount-side.DemonstratedLineCount), wording.Digits(len(side.Origins())-len(roots)),
		wording.Digits(len(roots)))
}

// unnamedOrigins returns the sources that are presumed to be origins because they name none.
func unnamedOrigins(side *convergence.Side) []*evidence.Source {
	var roots []*evidence.Source
	for _, o := range side.Origins() {
		if o.Untraced {
			roots = append(roots, o.Source)
		}
	}
	return roots
}

// rootsMean says what is pooled and what is presumed where many sources rest on few that name no origin.
func (r Claim) rootsMean(roots []*evidence.Source) (pooled, presumed string) {
	if len(roots) == 1 {
		return fmt.Sprintf("if %s is itself an independent source",
			r.nodeName(roots[0])), "the same: every other source can be traced to a named origin"
	}
	names := make([]string, len(roots))
	for i, root := range roots {
		names[i] = r.nodeName(root)
	}
	return fmt.Sprintf("if %s, which name no origin, share one origin", wording.JoinMost(names, 3, "and")),
		fmt.Sprintf("if those %s are independent, which nothing shows", wording.Number(len(roots)))
}

// sideNames holds the short names of a side's supporters: those named down to their origins, and the others.
type sideNames struct{ named, unnamed []string }

func namesOf(c *convergence.Convergence, side *convergence.Side) sideNames {
	var n sideNames
	for _, s := range side.Sources() {
		switch {
		case s.Traced:
			n.named = append(n.named, c.Name(s.Source))
		case s.Grounded:
			n.unnamed = append(n.unnamed, c.Name(s.Source))
		}
	}
	return n
}

// demonstratedMeans says what the demonstrated number is made of. roots is how many sources name no origin; open
// reports whether a question is open that it depends on.
func demonstratedMeans(n sideNames, roots int, open bool) string {
	const worst = "what remains if every open question gets the worst answer"
	switch {
	case len(n.named) == 0 && len(n.unnamed) == 0:
		return "none of its sources has evidence behind it that is still in force"
	case len(n.named) == 0 && roots >= len(n.unnamed):
		return "no source can be traced to a named origin"
	case len(n.named) == 0:
		return "nothing remains if every open question gets the worst answer"
	case !open && len(n.unnamed) == 0:
		return "every source can be traced to a named origin; what they share counts once"
	case len(n.named) == 1 && len(n.unnamed) > 0:
		return n.named[0] + " alone: " + worst
	}
	return wording.JoinMost(n.named, 3, "and") + ": " + worst
}

func pooledMeans(n sideNames) string {
	text := fmt.Sprintf("if those %s share one unnamed origin", wording.Number(len(n.unnamed)))
	if len(n.unnamed) == 1 {
		text = "if that one has an origin of its own"
	} else if len(n.named) == 0 {
		text = "if they all share one unnamed origin"
	}
	if len(n.named) > 0 && len(n.unnamed) > 1 {
		text += ", and it is not one of " + possessive(n.named)
	}
	return text
}

func possessive(names []string) string {
	if len(names) > 1 {
		return "those named"
	}
	switch {
	case strings.HasPrefix(names[0], `"`):
		return "those of " + names[0]
	case strings.HasSuffix(names[0], "s"):
		return names[0] + "'"
	}
	return names[0] + "'s"
}

func (r Claim) presumedMeans(side *convergence.Side) string {
	text := "if " + allOf(side.SourceCount-side.UngroundedCount) + " independent"
	var where places
	for _, d := range r.Answer.Corroborations() {
		where.add(d.Provenance.RecordedFrom, mostTelling(d.Provenance.Quotes))
	}
	place := where.text(r.document, "")
	switch {
	case place != "" && r.document != "":
		return text + ": asserted in " + place + ", not shown"
	case len(r.Answer.Corroborations()) > 0:
		return text + ": asserted" + Parenthesized(place) + ", not shown"
	}
	return text + ", which nobody asserts and nothing shows"
}

// mostTelling keeps of the passages of a declaration the last, in which the text sums it up.
func mostTelling(quotes []evidence.Quote) []evidence.Quote {
	if len(quotes) > 1 {
		return quotes[len(quotes)-1:]
	}
	return quotes
}

func allOf(n int) string {
	if n == 1 {
		return "it is"
	}
	return bothOrAll(n) + " are"
}

// bothOrAll speaks of several sources together: "both", "all three".
func bothOrAll(n int) string {
	if n == 2 {
		return "both"
	}
	return "all " + wording.Number(n)
}
