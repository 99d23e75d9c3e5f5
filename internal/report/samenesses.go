package report

import (
	"strings"

	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// suggestedView is what the text shows of a SuggestedSamenessConnection.
type suggestedView struct {
	TotalCount int
	Statistics struct{ RecordCount, DeniedCount, ConflictCount, AmbiguousCount, CrowdCount, LeftOutCount int }
	Edges      []struct {
		Node struct {
			A, B     ThingView
			Strength dedupe.Strength
			Reasons  []struct{ Text string }
			Fields   []struct {
				Name string
				A, B *string
			}
		}
	}
}

// WriteSuggestedSamenesses prints each pair side by side, with the command that confirms it.
func WriteSuggestedSamenesses(p *terminal.Page, v suggestedView) {
	found := "no two are"
	if v.TotalCount > 0 {
		found = wording.Count(v.TotalCount, "pair") + wording.Choose(v.TotalCount, " is", " are")
	}
	p.Line("%s %s: %s probably one under two ids.", p.Style.Bold("Looked at"),
		wording.Count(v.Statistics.RecordCount, "record"), found)
	for _, e := range v.Edges {
		n := e.Node
		p.Gap()
		for i, reason := range n.Reasons {
			strength := ""
			if i == 0 {
				strength = "  " + p.Style.Dim("("+strings.ToLower(string(n.Strength))+")")
			}
			p.Line("%s.%s", p.Style.Bold(reason.Text), strength)
		}
		rows := make([][]string, len(n.Fields))
		for i, f := range n.Fields {
			rows[i] = []string{"  " + f.Name, shownValue(f.A), shownValue(f.B)}
		}
		p.Table([]string{"  ", string(n.A.ID), string(n.B.ID)}, rows)
		p.Line(
			"  %s", p.Style.Dim(
				"credence merge "+terminal.ShellQuoted(string(n.A.ID))+" "+terminal.ShellQuoted(string(n.B.ID))+" --reason WHY"))
	}
	if len(v.Edges) > 0 {
		p.Gap()
	}
	p.More("", v.TotalCount-len(v.Edges))
	writeNotSuggested(p, v)
	if v.TotalCount > 0 {
		p.Line("%s", p.Style.Dim("If a pair is not one: credence same --deny ID ID --reason WHY"))
	}
}

// writeNotSuggested counts what is alike and not suggested, and what was not compared.
func writeNotSuggested(p *terminal.Page, v suggestedView) {
	var parts []string
	for _, n := range []struct {
		count int
		what  string
	}{{v.Statistics.DeniedCount, "denied"}, {v.Statistics.ConflictCount, "in conflict"}, {v.Statistics.AmbiguousCount,
		"of which one fits several"}} {
		if n.count > 0 {
			parts = append(parts, wording.Digits(n.count)+" "+n.what)
		}
	}
	if len(parts) > 0 {
		p.Line("Similar pairs that are not suggested: %s.", wording.Join(parts, "and"))
	}
	if v.Statistics.CrowdCount > 0 {
		p.Line("Not compared: %s that share %s with more than %d others, such as a column's title.",
			wording.Count(v.Statistics.LeftOutCount, "record"),
			wording.Choose(v.Statistics.CrowdCount, "a mark",
				wording.Count(v.Statistics.CrowdCount, "mark")), dedupe.MostAlike-1)
	}
}

// widestValue is how much of a value is shown side by side.
const widestValue = 60

func shownValue(value *string) string {
	if value == nil {
		return "-"
	}
	if runes := []rune(*value); len(runes) > widestValue {
		return string(runes[:widestValue-1]) + "…"
	}
	return *value
}
