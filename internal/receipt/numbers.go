package receipt

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/convergence/undisclosed"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxListed is how many groups, overlaps and sources that may be wrong a receipt lists of each side, and how many
// claims that exclude its own. The figures are of all of them.
const maxListed = 1000

// numbers writes down the answer.
func numbers(c *convergence.Convergence) (map[string]any, error) {
	supporting, err := side(c.Supporting)
	if err != nil {
		return nil, err
	}
	refuting, err := side(c.Refuting)
	if err != nil {
		return nil, err
	}
	out := map[string]any{"supporting": supporting, "refuting": refuting, "confidence": string(c.Confidence)}
	stated(out, "logOdds", c.LogOdds())
	stated(out, "probability", c.Probability())
	if excluding := c.Excluding(); len(excluding) > 0 {
		out["excluding"] = listOf(excluding[:min(len(excluding), maxListed)], excludingClaim)
	}
	if l := c.Likelihood(); l != nil {
		out["likelihood"] = string(*l)
	}
	if digit := c.SuggestedCredibility(); digit != nil {
		out["suggestedCredibility"] = string(*digit)
	}
	return out, nil
}

// excludingClaim writes down what a claim is worth that cannot be true together with the receipt's.
func excludingClaim(e convergence.ExcludingClaim) map[string]any {
	out := map[string]any{"claim": string(e.Claim.ID)}
	for name, tally := range map[string]tally.Tally{"supporting": e.Supporting, "refuting": e.Refuting} {
		figures := map[string]any{}
		encodeFields(figures, reflect.ValueOf(tally))
		disinterested(figures, tally)
		out[name] = figures
	}
	stated(out, "logOdds", e.LogOdds)
	stated(out, "probability", e.Probability)
	return out
}

// stated writes a number down where there is one.
func stated(out map[string]any, name string, number *float64) {
	if number != nil {
		out[name] = *number
	}
}

func side(s *convergence.Side) (map[string]any, error) {
	out := map[string]any{}
	figures := s.Numbers()
	if err := eachField(reflect.ValueOf(figures), func(name string, field reflect.Value) error {
		out[name] = encode(field)
		return nil
	}); err != nil {
		return nil, err
	}
	disinterested(out, figures.Tally)
	interested(out, "interested", s.Interested())
	interested(out, "againstInterest", s.AgainstInterest())
	out["fragility"], out["approximate"] = s.Fragility(), s.Approximate
	stated(out, "weight", s.Weight())
	stated(out, "pooledWeight", s.PooledWeight())
	collapse := s.DistanceToCollapse()
	distance := map[string]any{"approximate": collapse.Approximate,
		"links": listOf(collapse.Links, func(l undisclosed.PlausibleLink) map[string]any {
			return map[string]any{"from": string(l.From.ID), "to": string(l.To.ID)}
		})}
	if collapse.Distance != nil {
		distance["distance"] = float64(*collapse.Distance)
	}
	out["distanceToCollapse"] = distance
	out["groups"] = listOf(s.Groups(maxListed), func(g convergence.EvidenceGroup) map[string]any {
		basis := listOf(g.Basis, func(c convergence.Cause) map[string]any {
			cause := map[string]any{"kind": string(c.Kind), "share": c.Share}
			if c.Node != nil {
				cause["node"] = string(c.Node.NodeID())
			}
			return cause
		})
		return map[string]any{"members": ids(g.Members), "marginal": g.Marginal, "basis": basis}
	})
	out["overlaps"] = listOf(s.Overlaps(1e-9, maxListed), func(p convergence.Independence) map[string]any {
		return map[string]any{"a": string(p.A.ID), "b": string(p.B.ID), "overlap": p.Overlap, "verdict": string(p.Verdict)}
	})
	wrong, err := s.IfWrong(nil, maxListed)
	out["ifWrong"] = listOf(wrong, func(w convergence.IfWrong) map[string]any {
		return map[string]any{"source": string(w.Source.ID), "presumed": w.Presumed, "demonstrated": w.Demonstrated,
			"lostSources": ids(w.LostSources)}
	})
	return out, err
}

// disinterested writes down what remains without the interested sources where an interest is recorded; else nobody
// looked, and there is no such figure.
func disinterested(out map[string]any, t tally.Tally) {
	for _, name := range []string{"interestRecorded", "disinterested", "disinterestedLineCount"} {
		delete(out, name)
	}
	if t.InterestRecorded {
		out["disinterested"], out["disinterestedLineCount"] = t.Disinterested, float64(t.DisinterestedLineCount)
	}
}

// interested writes down sources with the interests behind them, if there are any.
func interested(out map[string]any, name string, sources []convergence.InterestedSource) {
	if len(sources) == 0 {
		return
	}
	out[name] = listOf(sources[:min(len(sources), maxListed)], func(s convergence.InterestedSource) map[string]any {
		held := listOf(s.Held, func(h convergence.HeldInterest) map[string]any {
			return map[string]any{"interest": string(h.Interest.ID), "holder": string(h.Holder.NodeID())}
		})
		return map[string]any{"source": string(s.Source.ID), "held": held}
	})
}

func listOf[T any](list []T, one func(T) map[string]any) []any {
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = one(x)
	}
	return out
}

func ids(sources []*evidence.Source) []any {
	out := make([]any, len(sources))
	for i, s := range sources {
		out[i] = string(s.ID)
	}
	return out
}

// tolerance is how far a number may be from the one written down.
const tolerance = 1e-9

// compare lists where two values differ, in the order of the names; numbers may differ by the tolerance.
func compare(at string, written, computed any, out []Difference) []Difference {
	switch w := written.(type) {
	case map[string]any:
		c, ok := computed.(map[string]any)
		if !ok {
			break
		}
		names := slices.Sorted(maps.Keys(w))
		for name := range c {
			if _, there := w[name]; !there {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		for _, name := range names {
			out = compare(at+"."+name, w[name], c[name], out)
		}
		return out
	case []any:
		c, ok := computed.([]any)
		if !ok || len(c) != len(w) {
			break
		}
		for i := range w {
			out = compare(fmt.Sprintf("%s.%d", at, i), w[i], c[i], out)
		}
		return out
	case float64:
		if c, ok := computed.(float64); ok && math.Abs(c-w) <= tolerance {
			return out
		}
	}
	if reflect.DeepEqual(written, computed) {
		return out
	}
	return append(out, Difference{Path: at, Receipt: show(written), Recomputed: show(computed)})
}

// show writes a value for a person: a long list by its length.
func show(value any) string {
	if list, ok := value.([]any); ok && len(list) > 5 {
		return fmt.Sprintf("a list of %d", len(list))
	}
	if value == nil {
		return "nothing"
	}
	return string(canonical(nil, value))
}
