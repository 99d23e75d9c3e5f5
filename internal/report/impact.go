package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// ImpactView is what the text shows of an ImpactConnection.
type ImpactView struct {
	TotalCount int
	Edges      []impactEdge
}

type impactEdge struct {
	Node          struct{ ID, Label string }
	Before, After scoreView
	LostSources   []struct{ Label string }
}

// scoreView is what the text shows of a ClaimScore.
type scoreView struct {
	Supporting, Refuting figuresView
	Probability          *float64 // nil = no source is rated
	Likelihood           string
}

// likely says the likelihood: "very likely 90%".
func (s scoreView) likely() string {
	if s.Probability == nil {
		return "unrated"
	}
	return fmt.Sprintf("%s %.0f%%", strings.ToLower(strings.ReplaceAll(s.Likelihood, "_", " ")), 100**s.Probability)
}

// loses reports whether evidence for or against the claim is lost.
func (e impactEdge) loses() bool {
	return e.Before.Supporting.fallTo(e.After.Supporting) || e.Before.Refuting.fallTo(e.After.Refuting)
}

// leastFall is the least difference of two figures that rounding does not explain.
const leastFall = 1e-9

// fallTo reports whether a number of independent sources falls, the demonstrated or the presumed one.
func (f figuresView) fallTo(to figuresView) bool {
	return f.Demonstrated-to.Demonstrated > leastFall || f.Presumed-to.Presumed > leastFall
}

// mostNamed is how many claims a sentence names.
const mostNamed = 3

// sentences say how many claims change, and which lose evidence. Of a part of the list that cannot be said.
func (v ImpactView) sentences() []string {
	if v.TotalCount == 0 {
		return []string{"No figure of any claim changes."}
	}
	if v.TotalCount > len(v.Edges) {
		return []string{wording.Digits(v.TotalCount) + " claims change; these lose most:"}
	}
	var losing, out []string
	for _, e := range v.Edges {
		if e.loses() {
			losing = append(losing, Quoted(strings.TrimSuffix(e.Node.Label, ".")))
		}
	}
	if n := len(losing); n > 0 {
		out = append(out, fmt.Sprintf("%s %s evidence: %s.", wording.Count(n, "claim"),
			wording.Choose(n, "loses", "lose"),
			wording.JoinMost(losing, mostNamed, "and")))
	}
	if n := v.TotalCount - len(losing); n > 0 {
		out = append(out, fmt.Sprintf("%s %s but %s no evidence.", wording.Count(n, "claim"),
			wording.Choose(n, "changes", "change"), wording.Choose(n, "loses", "lose")))
	}
	return out
}

// WriteImpact prints an ImpactConnection: in words, then claim by claim.
func WriteImpact(p *terminal.Page, answer json.RawMessage) error {
	var view ImpactView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	for _, text := range view.sentences() {
		p.Line("%s", text)
	}
	if view.TotalCount == 0 {
		return nil
	}
	writeChangedClaims(p, view.Edges)
	p.More("", view.TotalCount-len(view.Edges))
	return nil
}

// writeChangedClaims prints what changes, claim by claim; the likelihood only if a source is rated.
func writeChangedClaims(p *terminal.Page, edges []impactEdge) {
	head, right := []string{"demonstrated before", "after", "presumed before", "after"}, []int{0, 1, 2, 3}
	looked := slices.ContainsFunc(edges, func(e impactEdge) bool {
		return e.Before.Supporting.InterestRecorded || e.After.Supporting.InterestRecorded
	})
	if looked {
		head, right = append(head, "disinterested before", "after"), append(right, 4, 5)
	}
	rated := slices.ContainsFunc(edges, func(e impactEdge) bool {
		return e.Before.Probability != nil ||
			e.After.Probability != nil
	})
	if rated {
		head = append(head, "likelihood before", "after")
	}
	rows := make([][]string, len(edges))
	for i, e := range edges {
		was, is := e.Before.Supporting, e.After.Supporting
		rows[i] = []string{number(was.Demonstrated), number(is.Demonstrated), number(was.Presumed),
			number(is.Presumed)}
		if looked {
			rows[i] = append(rows[i], was.free(), is.free())
		}
		if rated {
			rows[i] = append(rows[i], e.Before.likely(), e.After.likely())
		}
		var falls []string
		for _, f := range e.LostSources {
			falls = append(falls, f.Label)
		}
		rows[i] = append(rows[i], e.Node.Label, listed(falls))
	}
	p.Table(append(head, "claim", "sources lost"), rows, right...)
}
