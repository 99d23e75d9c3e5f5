package convergence_test

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// worldInterest is an interest in the claim of a world.
type worldInterest struct {
	holder evidence.ID
	forIt  bool
	begins evidence.Date
}

// theMoment is when the worlds with interests are looked at.
var theMoment = time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)

// drawInterests draws up to four interests of whoever is in the world.
func drawInterests(t *rapid.T, w *world) []worldInterest {
	holders := []evidence.ID{"person:p1", "person:p2", "outlet:o1", "outlet:o2", "organization:g1", "organization:g2"}
	for i := range w.nodes {
		holders = append(holders, evidence.ID(nameOf(i)))
	}
	var out []worldInterest
	for range rapid.IntRange(0, 4).Draw(t, "interests") {
		i := worldInterest{holder: rapid.SampledFrom(holders).Draw(t, "holder")}
		i.forIt = rapid.IntRange(0, 3).Draw(t, "for") > 0
		i.begins = rapid.SampledFrom([]evidence.Date{"", "", "2024", "2026"}).Draw(t, "begins")
		out = append(out, i)
	}
	return out
}

// interested says which sources of the world have an interest that supporters serve, by the rule of the method alone.
func (w *world) interested(list []worldInterest) []bool {
	out := make([]bool, len(w.nodes))
	for _, i := range list {
		if !i.forIt || i.begins == "2026" {
			continue
		}
		for v, node := range w.nodes {
			behind := []string{string(nameOf(v)), fmt.Sprintf("person:p%d", node.author), fmt.Sprintf("outlet:o%d", node.outlet),
				fmt.Sprintf("organization:g%d", w.owners[node.outlet]), fmt.Sprintf("organization:g%d", w.funders[node.outlet])}
			out[v] = out[v] || slices.Contains(behind, string(i.holder))
		}
	}
	return out
}

// withInterests is the evidence of the world with interests; turned turns everything around: all refute it.
func (w *world) withInterests(list []worldInterest, turned bool) *evidence.Subgraphs {
	sub := w.subgraphs(nameOf)
	sub.At = evidence.Moment{ValidAt: theMoment}
	for i := range sub.Sources {
		sub.Sources[i].PublishedAt = ""
	}
	for _, i := range list {
		direction := evidence.Against
		if i.forIt != turned {
			direction = evidence.For
		}
		sub.Interests = append(sub.Interests, evidence.Interest{Holder: i.holder, Claim: theClaim, Direction: direction,
			ValidFrom: i.begins}.Normalize())
	}
	if turned {
		for i := range sub.Statements {
			sub.Statements[i].Stance = evidence.Refutes
			sub.Statements[i] = sub.Statements[i].Normalize()
		}
	}
	return sub
}

// through is the part of every source's basis that passes through some sources: one dense system for each component.
func (o *oracle) through(wrong []bool) []float64 {
	t := make([]float64, o.n)
	for _, group := range o.order {
		a := make([][]float64, len(group))
		for i, m := range group {
			a[i] = o.passing(t, group, i, m, wrong)
		}
		for i, x := range eliminate(a) {
			if x != nil {
				t[group[i]] = x[0]
			}
		}
		for _, m := range group {
			if wrong[m] {
				t[m] = 1
			} else if o.model[m] >= 0 {
				t[m] = o.kappa[m]*t[o.model[m]] + (1-o.kappa[m])*t[m]
			}
		}
	}
	return t
}

// passing is the row of a component's system for its member m: what leaves the component at one that is wrong passes
// through it, all of it.
func (o *oracle) passing(t []float64, group []int, i, m int, wrong []bool) []float64 {
	row := make([]float64, len(group)+1)
	total := 0.0
	for u, weight := range o.w.nodes[m].up {
		if in(group, u) || o.grounded[u] {
			total += weight
		}
	}
	inside, outside := 0.0, 0.0
	for u, weight := range o.w.nodes[m].up {
		part := (1 - o.phi[m]) * weight / total
		if at := slices.Index(group, u); at >= 0 {
			row[at] -= part
			inside += part
		} else if o.grounded[u] {
			outside += part * t[u]
		}
	}
	row[i]++
	row[len(group)] = outside
	if wrong[m] {
		row[len(group)] = 1 - inside
	}
	return row
}

// worstWorlds are the world and those in which the bases are not divided as recorded, and the supporters that count.
func (o *oracle) worstWorlds() (worlds []*oracle, sure []int) {
	divided := o.divided()
	worlds = []*oracle{o, consult(o.w.alike(divided...))}
	if len(divided) <= 5 {
		for some := range 1 << len(divided) {
			var chosen []int
			for i, v := range divided {
				if some>>i&1 == 1 {
					chosen = append(chosen, v)
				}
			}
			worlds = append(worlds, consult(o.w.alike(chosen...)))
		}
	}
	for v, is := range o.w.supporter {
		if is && o.traced(v) && worlds[1].traced(v) {
			sure = append(sure, v)
		}
	}
	return worlds, sure
}

// without is what remains demonstrated of the world, and over how many lines, if some sources are wrong together.
func (o *oracle) without(wrong []bool) (demonstrated float64, lines int) {
	worlds, sure := o.worstWorlds()
	demonstrated, lines = math.Inf(1), o.n
	for _, in := range worlds {
		d, l := in.ownWithout(sure, wrong)
		demonstrated, lines = math.Min(demonstrated, d), min(lines, l)
	}
	return demonstrated, lines
}

func (o *oracle) ownWithout(sure []int, wrong []bool) (demonstrated float64, lines int) {
	gone := 0
	for v, is := range wrong {
		if is {
			gone |= 1 << v
		}
	}
	var rows [][]float64
	var alpha []float64
	var stand []int
	t := o.through(wrong)
	for _, v := range sure {
		switch one := []int{v}; {
		case !o.traced(v):
			continue
		case wrong[v], o.escapes(one, o.ends(), 0) && !o.escapes(one, o.ends(), gone):
			continue
		}
		rows, alpha, stand = append(rows, o.profile[v]), append(alpha, math.Sqrt(math.Max(0, 1-t[v]))), append(stand, v)
	}
	lines = o.n
	for cut := range 1 << o.n {
		if size := bits.OnesCount(uint(cut &^ gone)); size < lines && !o.escapes(stand, o.ends(), cut|gone) {
			lines = size
		}
	}
	return effective(rows, alpha), lines
}

// TestInterestOracle holds what remains without those who have an interest, of both sides, against the slow oracle.
func TestInterestOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := worlds(everything()).Draw(rt, "world")
		list := drawInterests(rt, w)
		wrong := w.interested(list)
		demonstrated, lines := consult(w).without(wrong)
		for _, turned := range []bool{false, true} {
			c, err := convergence.Compute(w.withInterests(list, turned), theClaim, basis.DefaultPolicy())
			if err != nil {
				rt.Fatal(err)
			}
			s := c.Supporting
			if turned {
				s = c.Refuting
			}
			if s.InterestRecorded != (len(list) > 0) {
				rt.Fatalf("%d interests, recorded: %t", len(list), s.InterestRecorded)
			}
			if !s.InterestRecorded {
				continue
			}
			if math.Abs(s.Disinterested-demonstrated) > tolerance || s.DisinterestedLineCount != lines {
				rt.Errorf("turned %t: %v over %d lines without %v; want %v over %d", turned, s.Disinterested,
					s.DisinterestedLineCount, wrong, demonstrated, lines)
			}
			for _, i := range s.Interested() {
				if !wrong[numberOf(i.Source.ID)] {
					rt.Errorf("%s is said to be interested", i.Source.ID)
				}
			}
		}
	})
}

// TestIfWrongTogetherOracle holds sets of sources that are wrong together against the oracle, and sets of one source
// against what is said of it alone.
func TestIfWrongTogetherOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := worlds(everything()).Draw(rt, "world")
		s, o := w.side(t), consult(w)
		wrong := make([]bool, len(w.nodes))
		var ids []evidence.SourceID
		for v := range w.nodes {
			if o.evidence()[v] && rapid.IntRange(0, 2).Draw(rt, "wrong") == 0 {
				wrong[v], ids = true, append(ids, nameOf(v))
			}
		}
		got, err := s.IfWrongTogether(ids, nil)
		if err != nil {
			rt.Fatal(err)
		}
		demonstrated, lines := o.without(wrong)
		if math.Abs(got.Demonstrated-demonstrated) > tolerance || got.DemonstratedLineCount != lines ||
			len(got.Sources) != len(ids) {
			rt.Errorf(
				"if %v are wrong, %v over %d lines of %d; want %v over %d", ids, got.Demonstrated, got.DemonstratedLineCount,
				len(got.Sources), demonstrated, lines)
		}
		for _, id := range ids {
			alone, err := s.IfWrong([]evidence.SourceID{id}, -1)
			if err != nil {
				rt.Fatal(err)
			}
			one, err := s.IfWrongTogether([]evidence.SourceID{id}, nil)
			if err != nil {
				rt.Fatal(err)
			}
			if one.Presumed != alone[0].Presumed || one.Demonstrated != alone[0].Demonstrated ||
				keys(one.LostSources) != keys(alone[0].LostSources) {
				rt.Errorf("%s alone: %+v; want %+v", id, one, alone[0])
			}
			if got.Presumed > one.Presumed+tolerance || got.Demonstrated > one.Demonstrated+tolerance {
				rt.Errorf("more remains if %v are wrong than if %s alone is", ids, id)
			}
		}
	})
}
