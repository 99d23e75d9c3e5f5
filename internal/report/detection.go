package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// DetectionView is what the text shows of a Detection.
type DetectionView struct {
	CopyCount, GroupCount, CreditCount, QuotationCount int
	Copies                                             []copyView
	Groups                                             []struct {
		SourceCount int
		Sources     []ThingView
		Origin      *ThingView
	}
	Credits []struct {
		Source ThingView
		Agency string
		Words  string
	}
	Quotations []struct {
		Words   string
		Sources []ThingView
	}
	CreatedCount, ChangedCount, RetractedCount int
	Statistics                                 struct {
		SourceCount, TextCount, HeadlineCount, ComparedCount, LeftOutCount, ItemCount, ValueCount, PairCount int
	}
}

// copyView is what the text shows of a FoundCopy.
type copyView struct {
	Derivation struct {
		ID       string
		From, To ThingView
		Copy     struct {
			CopiedShare float64
			Detector    string
		}
		Provenance struct{ Justification string }
	}
	Directed bool
	State    detect.State
}

// DetectionAsked says what was compared, and whether anything was to be recorded.
type DetectionAsked struct{ Text, Statistical, DryRun bool }

// WriteDetection prints the copies, what hangs together by them, and what was done.
func WriteDetection(p *terminal.Page, v DetectionView, asked DetectionAsked) {
	st := v.Statistics
	looked := []string{}
	if asked.Text || !asked.Statistical {
		looked = append(looked, fmt.Sprintf("%s with words and %s with a headline alone", wording.Digits(st.TextCount),
			wording.Digits(st.HeadlineCount)))
	}
	if asked.Statistical || !asked.Text {
		looked = append(looked, wording.Count(st.ValueCount, "value")+" of "+wording.Count(st.ItemCount, "item"))
	}
	p.Line("%s %s: %s.", p.Style.Bold("Looked at"), wording.Count(st.SourceCount, "source"), strings.Join(looked, "; "))
	if st.LeftOutCount > 0 {
		p.Line("%s too long to compare in full, such as that of a text which very many print: only the first "+
			"entries were compared.",
			wording.Count(st.LeftOutCount, "list")+wording.Choose(st.LeftOutCount, " was", " were"))
	}
	p.Gap()
	if v.CopyCount == 0 {
		p.Line("No copy was found beyond those that are recorded already.")
	}
	for _, c := range v.Copies {
		verb := "copies"
		if !c.Directed {
			verb = "copies, or is copied by,"
		}
		d := c.Derivation
		p.Line(
			"%s  %s %s %s  %s", p.Style.Number(shareText(d.Copy.CopiedShare)), p.Style.Bold(shortLabel(d.From.Label)), verb,
			p.Style.Bold(shortLabel(d.To.Label)), p.Style.Dim(c.noted()))
		if shortLabel(d.From.Label)+shortLabel(d.To.Label) != d.From.Label+d.To.Label {
			p.Line("      %s, %s", d.From.Label, d.To.Label)
		}
		p.Line("      %s", d.Provenance.Justification)
		p.Line("      %s", p.Style.Dim(d.ID))
	}
	p.More("", v.CopyCount-len(v.Copies))
	writeCopyGroups(p, v)
	writeCredits(p, v)
	writeQuotations(p, v)
	p.Gap()
	writeDetected(p, v, asked)
}

// shortLabel returns a label without the outlet and the date that follow its headline.
func shortLabel(label string) string {
	if end := strings.LastIndex(label, `"`); end > 0 && label[0] == '"' {
		return label[:end+1]
	}
	return label
}

// noted says by which detector a copy was found, and whether it was on record.
func (c copyView) noted() string {
	switch c.State {
	case detect.Revised:
		return "(" + c.Derivation.Copy.Detector + ", recorded with other figures before)"
	case detect.Standing:
		return "(" + c.Derivation.Copy.Detector + ", on record)"
	}
	return "(" + c.Derivation.Copy.Detector + ")"
}

// shareText writes a share in whole per cent, four wide.
func shareText(share float64) string { return fmt.Sprintf("%3.0f%%", math.Floor(share*100+1e-9)) }

func writeCopyGroups(p *terminal.Page, v DetectionView) {
	if v.GroupCount == 0 {
		return
	}
	p.Gap()
	p.Line("%s", p.Style.Bold(wording.Count(v.GroupCount, "group")+" of copies:"))
	for _, g := range v.Groups {
		names := make([]string, len(g.Sources))
		for i, source := range g.Sources {
			names[i] = source.Label
		}
		if left := g.SourceCount - len(names); left > 0 {
			names = append(names, wording.Digits(left)+" more")
		}
		text := wording.Join(names, "and")
		if g.Origin != nil {
			text += "; all go back to " + g.Origin.Label
		}
		p.Line("  %s", text)
	}
	p.More("  ", v.GroupCount-len(v.Groups))
}

func writeCredits(p *terminal.Page, v DetectionView) {
	if v.CreditCount == 0 {
		return
	}
	p.Gap()
	p.Line("%s", p.Style.Bold(wording.Count(v.CreditCount, "credit line")+":"))
	rows := make([][2]string, len(v.Credits))
	for i, c := range v.Credits {
		rows[i] = [2]string{c.Source.Label, c.Agency + ", by " + Quoted(c.Words)}
	}
	p.Columns(rows, 2)
	p.More("  ", v.CreditCount-len(v.Credits))
}

func writeQuotations(p *terminal.Page, v DetectionView) {
	if v.QuotationCount == 0 {
		return
	}
	p.Gap()
	p.Line("%s", p.Style.Bold(wording.Count(v.QuotationCount,
		"quotation")+" that several sources print, which is not copying:"))
	for _, q := range v.Quotations {
		names := make([]string, len(q.Sources))
		for i, source := range q.Sources {
			names[i] = source.Label
		}
		p.Line("  %s", Quoted(q.Words))
		p.Line("      %s", wording.Join(names, "and"))
	}
	p.More("  ", v.QuotationCount-len(v.Quotations))
}

// writeDetected says what the look did.
func writeDetected(p *terminal.Page, v DetectionView, asked DetectionAsked) {
	switch {
	case asked.DryRun:
		p.Line("Nothing was recorded.")
	case v.CreatedCount+v.ChangedCount+v.RetractedCount == 0:
		p.Line("Nothing changed.")
	default:
		var parts []string
		for _, n := range []struct {
			count int
			what  string
		}{{v.CreatedCount, "suggested"}, {v.ChangedCount, "revised"}, {v.RetractedCount,
			"withdrawn because they were not found again"}} {
			if n.count > 0 {
				parts = append(parts, wording.Digits(n.count)+" "+n.what)
			}
		}
		p.Line("%s.", wording.Join(parts, "and"))
	}
	if v.CopyCount > 0 && !asked.DryRun {
		p.Line("%s", p.Style.Dim("A suggestion counts once it is confirmed: credence review DERIVATION "+
			"confirmed|rejected --reason WHY"))
	}
}
