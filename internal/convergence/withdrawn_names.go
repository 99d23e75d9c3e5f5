package convergence

import (
	"strings"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// reports lists sources as the works that they are, so that no outlet is said to be withdrawn.
func (a *Analysis) reports(nodes []int32) string {
	names := make([]string, len(nodes))
	for i, v := range nodes {
		names[i] = a.report(v)
	}
	return wording.JoinMost(names, tally.MaxListed, "and")
}

// report is the name of a source; if that is only the name of its outlet: "Harbour Times's report of 3 June 2026".
func (a *Analysis) report(v int32) string {
	s, name := a.G.Source(v), a.Name(v)
	if s.Title != "" || name != tally.OutletName(a.Ix, s) {
		return name
	}
	work := "report"
	if s.Kind != evidence.OtherSource && s.Kind != "" {
		work = strings.ToLower(strings.ReplaceAll(string(s.Kind), "_", " "))
	}
	name += "'s " + work
	if date := s.PublishedAt.InWords(); date != "" {
		name += " of " + date
	}
	return name
}
