package convergence_test

import (
	"fmt"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// world is a small random graph of evidence, in a form that both the engine (as subgraphs) and the oracle read.
type world struct {
	nodes     []worldNode
	supporter []bool
	copies    []worldCopy
	owners    map[int]int // outlet: organization
	funders   map[int]int
	letters   map[int]string // by outlet
	beta      basis.SharedCauseShares
}

type worldNode struct {
	up      map[int]float64 // upstream source: weight
	whole   bool            // all links are syndications
	primary bool
	unnamed bool
	own     float64 // declared share; negative = not stated
	day     int     // distinct, 1 to 28
	author  int     // 0 = none
	outlet  int
	letter  string  // "" = not rated
	says    float64 // strength of its statement; 0 = not stated
}

type worldCopy struct {
	from, to int
	kappa    float64
}

// shape says what a random world may contain.
type shape struct{ circles, copies, marks, unnamed, firsthand, ratings bool }

func everything() shape { return shape{true, true, true, true, true, true} }

// worlds generates worlds of 2 to 8 sources.
func worlds(s shape) *rapid.Generator[*world] {
	return rapid.Custom(func(t *rapid.T) *world {
		n := rapid.IntRange(2, 8).Draw(t, "n")
		w := &world{owners: map[int]int{}, funders: map[int]int{}, letters: map[int]string{},
			beta: basis.DefaultPolicy().SharedCauseShares}
		days := rapid.Permutation(daysOf(n)).Draw(t, "days")
		for i := range n {
			w.nodes = append(w.nodes, drawNode(t, s, i, n, days[i]))
			w.supporter = append(w.supporter, rapid.IntRange(0, 2).Draw(t, "supporter") > 0)
		}
		if s.copies {
			for range rapid.IntRange(0, 2).Draw(t, "copies") {
				c := worldCopy{from: rapid.IntRange(0, n-1).Draw(t, "from"), to: rapid.IntRange(0, n-1).Draw(t, "to")}
				c.kappa = rapid.SampledFrom([]float64{.5, .7, .9, 1}).Draw(t, "kappa")
				// one record
				again := slices.ContainsFunc(w.copies, func(d worldCopy) bool { return d.from == c.from && d.to == c.to })
				if c.from != c.to && !again {
					w.copies = append(w.copies, c)
				}
			}
		}
		if s.marks {
			for outlet := 1; outlet <= 2; outlet++ {
				w.owners[outlet] = rapid.IntRange(0, 2).Draw(t, "owner")
				w.funders[outlet] = rapid.IntRange(0, 2).Draw(t, "funder")
				if s.ratings {
					w.letters[outlet] = drawLetter(t)
				}
			}
		}
		return w
	})
}

// drawLetter draws a letter, or none half of the time.
func drawLetter(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "", "", "", "", "", "A", "B", "C", "D", "E", "F"}).Draw(t, "letter")
}

func daysOf(n int) []int {
	days := make([]int, n)
	for i := range days {
		days[i] = i + 1
	}
	return days
}

func drawNode(t *rapid.T, s shape, i, n, day int) worldNode {
	v := worldNode{up: map[int]float64{}, own: -1, primary: true, day: day}
	for range rapid.IntRange(0, 3).Draw(t, "links") {
		to := rapid.IntRange(0, n-1).Draw(t, "to")
		if !s.circles && to >= i {
			continue
		}
		v.up[to] += float64(rapid.IntRange(1, 3).Draw(t, "weight"))
	}
	v.whole = len(v.up) > 0 && rapid.IntRange(0, 4).Draw(t, "whole") == 0
	if s.firsthand && rapid.IntRange(0, 3).Draw(t, "own stated") == 0 {
		v.own = rapid.SampledFrom([]float64{0, .25, .5, 1}).Draw(t, "own")
	}
	if s.unnamed {
		v.primary = rapid.Bool().Draw(t, "primary")
		v.unnamed = rapid.IntRange(0, 4).Draw(t, "unnamed") == 0
	}
	if s.marks {
		v.author, v.outlet = rapid.IntRange(0, 2).Draw(t, "author"), rapid.IntRange(0, 2).Draw(t, "outlet")
	}
	if s.ratings {
		v.letter, v.says = drawLetter(t), rapid.SampledFrom([]float64{0, 1, .5, .1}).Draw(t, "strength")
	}
	return v
}

// clone returns a copy that can be changed.
func (w *world) clone() *world {
	c := *w
	c.nodes = slices.Clone(w.nodes)
	for i := range c.nodes {
		up := map[int]float64{}
		for u, weight := range c.nodes[i].up {
			up[u] = weight
		}
		c.nodes[i].up = up
	}
	c.supporter, c.copies = slices.Clone(w.supporter), slices.Clone(w.copies)
	c.owners, c.funders, c.letters = maps.Clone(w.owners), maps.Clone(w.funders), maps.Clone(w.letters)
	return &c
}

// add appends a supporter and returns its number.
func (w *world) add(v worldNode) int {
	v.day = len(w.nodes) + 1
	w.nodes, w.supporter = append(w.nodes, v), append(w.supporter, true)
	return len(w.nodes) - 1
}

// citing is a source that takes everything from the given ones, equally.
func citing(up ...int) worldNode {
	v := worldNode{up: map[int]float64{}, own: -1, primary: true}
	for _, u := range up {
		v.up[u]++
	}
	return v
}

func nameOf(i int) evidence.SourceID { return evidence.SourceID(fmt.Sprintf("source:n%02d", i)) }

// subgraphs is the world as a reader would return it; name gives the sources their ids.
func (w *world) subgraphs(name func(int) evidence.SourceID) *evidence.Subgraphs {
	sub := &evidence.Subgraphs{Claims: []evidence.Claim{{ID: theClaim, Text: "It is so."}}}
	for i, v := range w.nodes {
		s := evidence.Source{ID: name(i), Kind: evidence.Article,
			PublishedAt: evidence.Date(fmt.Sprintf("2024-01-%02d", v.day))}
		if v.primary {
			s.Kind = evidence.Document
		}
		if v.unnamed {
			s.Identity = evidence.Unnamed
		}
		if v.own >= 0 {
			s.Firsthand = &evidence.Firsthand{Share: v.own}
		}
		if v.author > 0 {
			s.Authors = []evidence.PersonID{evidence.PersonID(fmt.Sprintf("person:p%d", v.author))}
		}
		if v.outlet > 0 {
			s.Outlet = evidence.OutletID(fmt.Sprintf("outlet:o%d", v.outlet))
		}
		s.Reliability = evidence.SourceReliability(v.letter)
		sub.Sources = append(sub.Sources, s.Normalize())
		if w.supporter[i] {
			says := evidence.Statement{Source: s.ID, Claim: theClaim, Stance: evidence.Supports, Strength: v.says}
			sub.Statements = append(sub.Statements, says.Normalize())
		}
		for u, weight := range v.up {
			d := evidence.Derivation{From: s.ID, To: name(u), Kind: evidence.Cites, Weight: weight}
			if v.whole {
				d.Kind = evidence.Syndicates
			}
			sub.Derivations = append(sub.Derivations, d.Normalize())
		}
	}
	for _, c := range w.copies {
		kappa := c.kappa
		d := evidence.Derivation{From: name(c.from), To: name(c.to), Kind: evidence.Copies, CopiedShare: &kappa,
			Status: evidence.Confirmed}
		sub.Derivations = append(sub.Derivations, d.Normalize())
	}
	w.parties(sub)
	return sub
}

func (w *world) parties(sub *evidence.Subgraphs) {
	for i := 1; i <= 2; i++ {
		sub.Persons = append(sub.Persons, evidence.Person{ID: evidence.PersonID(fmt.Sprintf("person:p%d", i)), Name: "P"})
		sub.Organizations = append(
			sub.Organizations, evidence.Organization{ID: evidence.OrganizationID(fmt.Sprintf("organization:g%d", i)), Name: "G"})
		outlet := evidence.ID(fmt.Sprintf("outlet:o%d", i))
		sub.Outlets = append(sub.Outlets, evidence.Outlet{ID: evidence.OutletID(outlet), Name: "O",
			Reliability: evidence.SourceReliability(w.letters[i])}.Normalize())
		if g := w.owners[i]; g > 0 {
			o := evidence.Ownership{Asset: outlet, Owner: evidence.ID(fmt.Sprintf("organization:g%d", g))}
			sub.Ownerships = append(sub.Ownerships, o.Normalize())
		}
		if g := w.funders[i]; g > 0 {
			f := evidence.Funding{Recipient: outlet, Funder: evidence.ID(fmt.Sprintf("organization:g%d", g))}
			sub.Fundings = append(sub.Fundings, f.Normalize())
		}
	}
}

// side computes the world's supporting side. Links to later sources would be left out as inconsistent in time, so the
// engine is given no dates where no copy needs them.
func (w *world) side(t convergenceTester) *convergence.Side {
	t.Helper()
	return w.answer(t).Supporting
}

func (w *world) answer(t convergenceTester) *convergence.Convergence {
	t.Helper()
	return w.named(t, nameOf)
}

// convergenceTester is a test, or a property of one.
type convergenceTester interface {
	Helper()
	Fatalf(format string, args ...any)
}

// named is answer with sources of other names.
func (w *world) named(t convergenceTester, name func(int) evidence.SourceID) *convergence.Convergence {
	t.Helper()
	sub := w.subgraphs(name)
	for i := range sub.Sources {
		sub.Sources[i].PublishedAt = "" // positions follow the ids then
	}
	c, err := convergence.Compute(sub, theClaim, basis.DefaultPolicy())
	if err != nil {
		t.Fatalf("Compute: %v", err)
	}
	return c
}

// numberOf is the number of a source that nameOf named.
func numberOf(id evidence.SourceID) int {
	var i int
	if _, err := fmt.Sscanf(string(id), "source:n%d", &i); err != nil {
		return -1
	}
	return i
}
