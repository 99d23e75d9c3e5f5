package tally

import (
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// Reports lists sources as the works that they are, so that no outlet is said to be withdrawn.
func (a *Claim) Reports(nodes []int32) string {
	names := make([]string, len(nodes))
	for i, v := range nodes {
		names[i] = a.report(v)
	}
	return wording.JoinMost(names, MaxListed, "and")
}

// report is the name of a source; if that is only the name of its outlet: "Harbour Times's report of 3 June 2026".
func (a *Claim) report(v int32) string {
	s, name := a.G.Source(v), a.Name(v)
	if s.Title != "" || name != OutletName(a.Ix, s) {
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
