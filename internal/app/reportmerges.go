package app

import (
	"strings"

	"github.com/credence-graph/credence/internal/merging"
	"github.com/credence-graph/credence/internal/wording"
)

// suggestedView is what the text shows of a SuggestedMergeConnection.
type suggestedView struct {
	TotalCount int
	Statistics struct{ Records, Denied, Conflicts, Ambiguous, Crowds, LeftOut int }
	Edges      []struct {
		Node struct {
			A, B     thingView
			Strength merging.Strength
			Reasons  []struct{ Text string }
			Fields   []struct {
				Name string
				A, B *string
			}
		}
	}
}

// writeSuggestedMerges prints each pair side by side, with the command that confirms it.
func writeSuggestedMerges(p *page, v suggestedView) {
	found := "no two are"
	if v.TotalCount > 0 {
		found = wording.Count(v.TotalCount, "pair") + wording.Choose(v.TotalCount, " is", " are")
	}
	p.line("%s %s: %s probably one under two ids.", p.style.bold("Looked at"), wording.Count(v.Statistics.Records, "record"), found)
	for _, e := range v.Edges {
		n := e.Node
		p.gap()
		for i, reason := range n.Reasons {
			strength := ""
			if i == 0 {
				strength = "  " + p.style.dim("("+strings.ToLower(string(n.Strength))+")")
			}
			p.line("%s.%s", p.style.bold(reason.Text), strength)
		}
		rows := make([][]string, len(n.Fields))
		for i, f := range n.Fields {
			rows[i] = []string{"  " + f.Name, shownValue(f.A), shownValue(f.B)}
		}
		p.table([]string{"  ", string(n.A.ID), string(n.B.ID)}, rows)
		p.line("  %s", p.style.dim("credence merge "+shellQuoted(string(n.A.ID))+" "+shellQuoted(string(n.B.ID))+" --reason WHY"))
	}
	if len(v.Edges) > 0 {
		p.gap()
	}
	p.more("", v.TotalCount-len(v.Edges))
	writeNotSuggested(p, v)
	if v.TotalCount > 0 {
		p.line("%s", p.style.dim("What is not one: credence same --deny ID ID --reason WHY"))
	}
}

// writeNotSuggested counts what is alike and not suggested, and what was not compared.
func writeNotSuggested(p *page, v suggestedView) {
	var parts []string
	for _, n := range []struct {
		count int
		what  string
	}{{v.Statistics.Denied, "denied"}, {v.Statistics.Conflicts, "in conflict"}, {v.Statistics.Ambiguous, "of which one fits several"}} {
		if n.count > 0 {
			parts = append(parts, wording.Digits(n.count)+" "+n.what)
		}
	}
	if len(parts) > 0 {
		p.line("Not suggested of the pairs that are alike: %s.", wording.Join(parts, "and"))
	}
	if v.Statistics.Crowds > 0 {
		p.line("Not compared: %s that share %s with more than %d others, such as a column's title.", wording.Count(v.Statistics.LeftOut, "record"),
			wording.Choose(v.Statistics.Crowds, "a mark", wording.Count(v.Statistics.Crowds, "mark")), merging.MostAlike-1)
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
