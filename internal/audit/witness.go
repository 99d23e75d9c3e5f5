package audit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// observation is what one claim shows. What is costly to make is made only if the finding shows it for this claim.
type observation struct {
	code     Code
	about    string // what is found, beside the code; equal for all claims that share it
	severity Severity
	change   float64
	subjects []evidence.Node // what it is about, in the order of the sentence
	others   []evidence.Node // who else is concerned
	sources  int             // how many sources for or against the claim it concerns
	fallen   int             // how many of these are left with nothing
	sides    sides
	lead     func() string // the beginning of the sentence, which is the same for all claims
	tail     func() string // its end, of the first claim; nil = none
	takers   []taker       // of copies and shared passages: who takes, by id
	lines    int           // of demonstrated lines: how many it concerns,
	allLines int           // and how many there are
	whole    float64       // what is demonstrated, of which change is what it weighs
	steps    func() []evidence.Link
}

// taker is a source that takes from what a finding is about.
type taker struct {
	id    evidence.SourceID
	name  string
	share float64 // of its text that it copies; 0 = not known
}

// sides says which sides of a claim something is on.
type sides uint8

const (
	supporting sides = 1 << iota
	refuting
)

// take says what so many of a side do.
func (s sides) take(n int) string {
	switch s {
	case supporting:
		return wording.Choose(n, "supports", "support")
	case refuting:
		return wording.Choose(n, "refutes", "refute")
	}
	return wording.Choose(n, "supports or refutes", "support or refute")
}

// preposition says whether something is for or against a claim.
func (s sides) preposition() string {
	switch s {
	case supporting:
		return "for"
	case refuting:
		return "against"
	}
	return "for or against"
}

// witness looks at one answer.
type witness struct {
	*convergence.Convergence
	seen []observation
}

// observe returns all that an answer shows.
func observe(c *convergence.Convergence) []observation {
	w := &witness{Convergence: c}
	copied := w.copies()
	for i, side := range []*convergence.Side{c.Supporting, c.Refuting} {
		on := supporting << i
		already := append(w.circles(side, on), w.bottleneck(side, on)...)
		w.commonOrigins(side, on, append(already, copied...))
		w.commonOwners(side, on)
		w.passages(side, on)
		w.missingOrigins(side, on)
		w.contradictions(side, on)
		w.withdrawals(side, on)
		w.duplicates(side, on)
		w.uncheckable(side, on)
		w.interested(side, on)
	}
	w.corroborations()
	w.anachronisms()
	w.oneSided()
	w.excluded()
	return w.seen
}

func (w *witness) note(o observation) { w.seen = append(w.seen, o) }

// mostNamed is how many names a sentence lists.
const mostNamed = 5

func (w *witness) names(sources []*evidence.Source) string {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = w.Label(s)
	}
	return wording.JoinMost(names, mostNamed, "and")
}

// records names records: once where all are called the same.
func (w *witness) records(list []*evidence.Source) string {
	for _, s := range list {
		if len(list) == 1 || w.Label(s) != w.Label(list[0]) {
			return w.names(list)
		}
	}
	return fmt.Sprintf("%s (%s records)", w.Label(list[0]), wording.Number(len(list)))
}

// explained is what a finding says of sources already: why all of these rest on the same.
type explained struct {
	of map[evidence.SourceID]bool
	at int // the observation's place in what was seen; -1 = it weighs what it weighs
}

// covers reports whether all of some sources are among those of which it is said.
func (e explained) covers(sources []*evidence.Source) bool {
	return !slices.ContainsFunc(sources, func(s *evidence.Source) bool { return !e.of[s.ID] })
}

func setOf(sources []*evidence.Source) map[evidence.SourceID]bool {
	out := make(map[evidence.SourceID]bool, len(sources))
	for _, s := range sources {
		out[s.ID] = true
	}
	return out
}

// ways returns the links from each of some sources, in their order, to the nearest of others that it takes from.
func (w *witness) ways(from []*evidence.Source, to ...*evidence.Source) []evidence.Link {
	goal := setOf(to)
	var out []evidence.Link
	for _, s := range from {
		if !goal[s.ID] {
			out = append(out, w.WayToAny(s.ID, goal)...)
		}
	}
	return out
}

// waysToEach returns the links from each of some sources, in their order, to each of others that it takes from.
func (w *witness) waysToEach(from, to []*evidence.Source) []evidence.Link {
	var out []evidence.Link
	for _, s := range from {
		for _, t := range to {
			out = append(out, w.Way(s.ID, t.ID)...)
		}
	}
	return out
}

// said returns the first statement of a source on a side.
func (w *witness) said(side *convergence.Side, source *evidence.Source) []evidence.Link {
	for _, s := range side.Sources() {
		if s.Source.ID == source.ID && len(s.Statements) > 0 {
			return []evidence.Link{s.Statements[0]}
		}
	}
	return nil
}

func nameOf(n evidence.Node) string {
	if l, ok := n.(interface{ Label() string }); ok {
		return l.Label()
	}
	return n.NodeID().Key()
}

// called is how sentences call a claim.
func called(c *evidence.Claim) string { return `"` + strings.TrimSuffix(c.Label(), ".") + `"` }

func percent(share float64) string {
	if share > 0 && share < 0.005 {
		return "under 1%"
	}
	return fmt.Sprintf("%.0f%%", 100*share)
}

func nodesOf(sources []*evidence.Source) []evidence.Node {
	out := make([]evidence.Node, len(sources))
	for i, s := range sources {
		out[i] = s
	}
	return out
}

// someNodes returns those of the sources that are there.
func someNodes(sources ...*evidence.Source) []evidence.Node {
	var out []evidence.Node
	for _, s := range sources {
		if s != nil {
			out = append(out, s)
		}
	}
	return out
}

func idsOf(sources []*evidence.Source) string {
	var b strings.Builder
	for _, s := range sources {
		b.WriteString(string(s.ID))
		b.WriteByte(' ')
	}
	return b.String()
}
