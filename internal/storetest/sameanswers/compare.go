package sameanswers

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// What a case consists of: how many batches and retractions follow the first batch, and how many moments beside now are
// asked about.
const (
	writes  = 8
	moments = 4
)

// Compare gives two stores the same random batches, retractions, their undoing and erasures, under one clock, and
// expects the same answers of both: evidence, links, lists, objects and changes, of several claims and moments; what
// counts for a claim must be the same whether it is read alone or with others. Versions are not compared, and neither
// is Find, whose scores are each store's own. Case n has the seed n, which is in its name: -run 'TestX/seed_7$'
// repeats it.
func Compare(t *testing.T, oracle, other storetest.Open, cases int) {
	t.Helper()
	for seed := range cases {
		t.Run(fmt.Sprint("seed ", seed+1), func(t *testing.T) {
			clock := storetest.NewClock()
			w := graphs.New(rand.New(rand.NewPCG(uint64(seed)+1, 0)))
			c := &comparison{T: t, World: w, clock: clock, want: oracle(t, clock.Read), got: other(t, clock.Read)}
			c.run()
		})
	}
}

// comparison is one case.
type comparison struct {
	*testing.T
	*graphs.World
	clock     *storetest.Clock
	want, got storetest.Store
	times     []time.Time
}

func (c *comparison) run() {
	c.apply(c.Graph())
	for range writes {
		switch c.R.IntN(12) {
		case 0, 1, 2:
			c.retract(c.Retraction())
		case 3, 4:
			c.unretract(c.Retraction())
		case 5:
			c.erase(graphs.Pick(c.World, c.PersonID(), "person:none"))
		default:
			c.apply(c.Change())
		}
	}
	c.askHistory()
	c.ask(evidence.Moment{})
	for range moments {
		c.ask(c.moment())
	}
	c.explore()
	same(c, "all that stands", func(s storetest.Store) ([]evidence.Object, error) {
		records, _, err := storetest.ScanOf(c.T, s)
		return records, err
	})
	same(c, "the status", func(s storetest.Store) (evidence.Status, error) { return s.Status(c.Context()) })
}

// same asks both stores and ends the case where they differ.
func same[T any](c *comparison, what string, ask func(storetest.Store) (T, error)) T {
	c.Helper()
	want, failed := ask(c.want)
	got, err := ask(c.got)
	if evidence.CodeOf(failed) != evidence.CodeOf(err) {
		c.Fatalf("%s: error %v, expected %v", what, err, failed)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreTypes(evidence.Version{})); diff != "" {
		c.Fatalf("%s (-want +got):\n%s", what, diff)
	}
	return want
}

// tick lets time go on, or lets it stand one time in eight.
func (c *comparison) tick() time.Time {
	at := c.clock.Advance(time.Duration(min(c.R.IntN(8), 1)) * time.Minute)
	c.times = append(c.times, at)
	return at
}

func (c *comparison) apply(b evidence.Batch) {
	c.Helper()
	at := c.tick()
	same(c, fmt.Sprintf("recording %+v at %v", b, at), func(s storetest.Store) (evidence.Applied, error) {
		applied, err := s.Apply(c.Context(), b)
		return counted(applied), err
	})
}

func (c *comparison) retract(ids []evidence.ID) {
	c.Helper()
	at := c.tick()
	same(c, fmt.Sprintf("retracting %q at %v", ids, at), func(s storetest.Store) (evidence.Applied, error) {
		applied, err := s.Retract(c.Context(), ids, "suite", "it was wrong")
		return counted(applied), err
	})
}

func (c *comparison) unretract(ids []evidence.ID) {
	c.Helper()
	at := c.tick()
	same(c, fmt.Sprintf("recording %q again at %v", ids, at), func(s storetest.Store) (evidence.Applied, error) {
		applied, err := s.Unretract(c.Context(), ids, "curator", "it was right")
		return counted(applied), err
	})
}

func (c *comparison) erase(person evidence.PersonID) {
	c.Helper()
	at := c.tick()
	same(c, fmt.Sprintf("erasing %q at %v", person, at), func(s storetest.Store) (evidence.Applied, error) {
		applied, err := s.Erase(c.Context(), person, "admin", "asked to")
		return counted(applied), err
	})
}

// askHistory reads all changes by pages of seven, and those of some subjects.
func (c *comparison) askHistory() {
	c.Helper()
	page := evidence.Page{First: 7}
	for more := true; more; {
		answer := same(
			c, fmt.Sprintf("the changes after %q", page.After), func(s storetest.Store) (evidence.ChangePage, error) {
				return s.Changes(c.Context(), evidence.ChangeQuery{Page: page})
			})
		if more = answer.HasNext; more {
			page.After = answer.Changes[len(answer.Changes)-1].Cursor()
		}
	}
	subjects := append(c.Links[:len(c.Links):len(c.Links)], c.nodes()...)
	for _, id := range subjects {
		same(c, fmt.Sprintf("the changes of %q", id), func(s storetest.Store) (evidence.ChangePage, error) {
			return s.Changes(c.Context(), evidence.ChangeQuery{Subject: id, Page: evidence.Page{First: 100}})
		})
	}
}

// counted returns what a write did without the kinds of which there were none.
func counted(a evidence.Applied) evidence.Applied {
	for _, counts := range []map[evidence.Kind]int{a.Created, a.Changed, a.Unchanged, a.Retracted} {
		for kind, n := range counts {
			if n == 0 {
				delete(counts, kind)
			}
		}
	}
	return a
}

// moment returns a moment about one of the writes, about one of the dates of the world, or both.
func (c *comparison) moment() evidence.Moment {
	at := evidence.Moment{Undated: graphs.Pick(c.World, "", evidence.IncludeUndated, evidence.ExcludeUndated)}
	if c.R.IntN(2) == 0 {
		at.KnownAt = graphs.Pick(c.World, c.times...).Add(graphs.Pick(c.World, 0, -1, time.Second))
	}
	if c.R.IntN(2) == 0 {
		at.ValidAt = graphs.Pick[evidence.Date](c.World, "2019", "2020", "2021-06", "2022-03-04", "2022-03-04T08:10Z",
			"2022-03-05", "2031").Time().Add(graphs.Pick[time.Duration](c.World, 0, -1))
	}
	return at
}

func (c *comparison) ask(at evidence.Moment) {
	c.Helper()
	alone := map[evidence.ClaimID]*evidence.Subgraphs{}
	for n := range c.Claims + 1 { // each claim alone, then all, one of them twice, and one that is not there
		claims := []evidence.ClaimID{evidence.ClaimID(fmt.Sprintf("claim:c%d", n))}
		if n == c.Claims {
			claims = append(claims, "claim:c0", "claim:c1", "claim:c2", "claim:c0")
		}
		read := same(
			c, fmt.Sprintf("the evidence of %q at %+v", claims, at), func(s storetest.Store) (*evidence.Subgraphs, error) {
				return s.Subgraphs(c.Context(), claims, at)
			})
		for id, before := range alone {
			if n == c.Claims {
				storetest.SameAmong(c, fmt.Sprintf("the evidence at %+v", at), id, before, read)
			}
		}
		alone[claims[0]] = read
		also := []evidence.ID{graphs.Pick(c.World, c.nodes()...), graphs.Pick(c.World, c.nodes()...)}
		same(
			c, fmt.Sprintf("the evidence of %q with %q at %+v", claims, also, at),
			func(s storetest.Store) (*evidence.Subgraphs, error) {
				return s.Subgraphs(c.Context(), claims, at, also...)
			})
	}
	also := []evidence.ID{graphs.Pick(c.World, c.nodes()...), graphs.Pick(c.World, c.nodes()...)}
	same(
		c, fmt.Sprintf("the evidence of no claim with %q at %+v", also, at),
		func(s storetest.Store) (*evidence.Subgraphs, error) {
			return s.Subgraphs(c.Context(), nil, at, also...)
		})
	outlets := []evidence.OutletID{c.OutletID(), c.OutletID()}
	same(c, fmt.Sprintf("who takes from %q at %+v", outlets, at), func(s storetest.Store) ([]evidence.OutletID, error) {
		return s.Downstream(c.Context(), outlets, at, 100)
	})
	ids := append(c.nodes(), c.Links...)
	same(
		c, fmt.Sprintf("the objects at %+v", at),
		func(s storetest.Store) ([]evidence.Object, error) { return s.Objects(c.Context(), ids, at) })
	for _, kind := range evidence.LinkKinds() {
		c.askLinks(evidence.LinkQuery{Kind: kind, At: at})
	}
	c.askDerivations(evidence.DerivationQuery{At: at})
	for _, kind := range []evidence.Kind{evidence.KindClaim, evidence.KindSource, evidence.KindOutlet,
		evidence.KindReview} {
		c.askList(evidence.ListQuery{Kind: kind, At: at, Where: c.filter(kind)})
	}
}

// nodes returns the ids that nodes of any world may have, one that none has, and that of a topic, which is no record.
func (c *comparison) nodes() []evidence.ID {
	ids := []evidence.ID{"source:none", "topic:x"}
	for i := range graphs.MostSources {
		ids = append(ids, evidence.ID(fmt.Sprintf("source:s%02d", i)))
	}
	for i := range 3 {
		for _, name := range []string{"claim:c", "outlet:o", "organization:g", "person:p", "review:r"} {
			ids = append(ids, evidence.ID(fmt.Sprint(name, i)))
		}
	}
	return ids
}

// explore asks for the neighbors of every node, and for ways between some, over all edges and over some.
func (c *comparison) explore() {
	c.Helper()
	using := func() []evidence.EdgeKind {
		return graphs.Pick(
			c.World, nil, nil, []evidence.EdgeKind{evidence.EdgeCites, evidence.EdgeCopies, evidence.EdgeSameAs},
			[]evidence.EdgeKind{evidence.EdgePublishedBy, evidence.EdgeOwnedBy, evidence.EdgeFundedBy, evidence.EdgeAuthoredBy},
			evidence.EdgeKinds()[:5])
	}
	for _, id := range c.nodes() {
		q := evidence.NeighborQuery{Node: id, Using: using(), First: 1 + c.R.IntN(6)}
		ask := func(s storetest.Store) (evidence.NeighborPage, error) { return s.Neighbors(c.Context(), q) }
		if page := same(c, fmt.Sprintf("the neighbors %+v", q), ask); len(page.Neighbors) > 0 {
			q.After = graphs.Pick(c.World, page.Neighbors...).Cursor
			same(c, fmt.Sprintf("the neighbors %+v", q), ask)
		}
		p := evidence.PathQuery{From: id, To: graphs.Pick(c.World, c.nodes()...), Using: using(),
			MaxLength: 1 + c.R.IntN(evidence.MaxPathLength)}
		same(
			c, fmt.Sprintf("the way %+v", p), func(s storetest.Store) (*evidence.Path, error) { return s.Path(c.Context(), p) })
	}
}

// askLinks reads two pages, the second from a cursor of the first.
func (c *comparison) askLinks(q evidence.LinkQuery) {
	c.Helper()
	q.Direction = graphs.Pick(c.World, evidence.Outgoing, evidence.Incoming, evidence.Either)
	q.MaxDepth = graphs.Pick(c.World, 0, 1, 2, 3, 20)
	q.Stances = graphs.Pick(
		c.World, nil, []evidence.Stance{evidence.Supports}, []evidence.Stance{evidence.Refutes, evidence.Mentions})
	q.Relations = graphs.Pick(c.World, nil, []evidence.RelationKind{evidence.PartOf})
	q.Subjects, q.Page = c.nodes(), c.page()
	ask := func(s storetest.Store) ([]evidence.LinkPage, error) { return s.Links(c.Context(), q) }
	for i, page := range same(c, fmt.Sprintf("the links %+v", q), ask) {
		if len(page.Links) == 0 {
			continue
		}
		q.Subjects, q.Page = q.Subjects[i:i+1], c.page()
		c.from(&q.Page, graphs.Pick(c.World, page.Links...).Cursor)
		same(c, fmt.Sprintf("the links %+v", q), ask)
		return
	}
}

func (c *comparison) askList(q evidence.ListQuery) {
	c.Helper()
	q.Page = c.page()
	if q.Kind != evidence.KindOutlet {
		q.Order = graphs.Pick(c.World, evidence.ByID, evidence.NewestFirst, evidence.OldestFirst)
	}
	ask := func(s storetest.Store) (evidence.NodePage, error) { return s.List(c.Context(), q) }
	page := same(c, fmt.Sprintf("the list %+v", q), ask)
	if len(page.Nodes) > 0 {
		q.Page = c.page()
		c.from(&q.Page, graphs.Pick(c.World, page.Nodes...).Cursor)
		same(c, fmt.Sprintf("the list %+v", q), ask)
	}
}

// askDerivations reads two pages, the second from a cursor of the first.
func (c *comparison) askDerivations(q evidence.DerivationQuery) {
	c.Helper()
	q.Page = c.page()
	q.Status = graphs.Pick(c.World, nil, []evidence.ReviewStatus{evidence.Suggested},
		[]evidence.ReviewStatus{evidence.Confirmed, evidence.Rejected})
	q.Kinds = graphs.Pick(c.World, nil, []evidence.DerivationKind{evidence.Copies, evidence.Cites})
	ask := func(s storetest.Store) (evidence.DerivationPage, error) { return s.Derivations(c.Context(), q) }
	page := same(c, fmt.Sprintf("the derivations %+v", q), ask)
	if len(page.Derivations) > 0 {
		q.Page = c.page()
		c.from(&q.Page, evidence.Cursor{string(graphs.Pick(c.World, page.Derivations...).ID)})
		same(c, fmt.Sprintf("the derivations %+v", q), ask)
	}
}

func (c *comparison) page() evidence.Page {
	p := evidence.Page{First: 1 + c.R.IntN(6), Count: c.R.IntN(2) == 0}
	if c.R.IntN(3) == 0 {
		p.First, p.Last = 0, p.First
	}
	return p
}

// from sets the cursor at which a page begins, or before which it ends.
func (c *comparison) from(p *evidence.Page, cursor evidence.Cursor) {
	if p.First > 0 {
		p.After = cursor
	} else {
		p.Before = cursor
	}
}

// filter returns one or two parts of a filter that apply to a kind, or none.
func (c *comparison) filter(kind evidence.Kind) evidence.Filter {
	var f evidence.Filter
	for range c.R.IntN(3) {
		switch kind {
		case evidence.KindClaim:
			graphs.Pick(
				c.World, func() { f.Text = "not" }, func() { f.Tag = "x" },
				func() { f.Outlets = []evidence.OutletID{c.OutletID()} },
				func() { f.Authors = []evidence.PersonID{"person:p0", "person:p1"} },
				func() { f.SourceKinds = []evidence.SourceKind{evidence.Article, evidence.Document} },
				func() { f.Countries = []string{"GB", "NL"} },
				func() { f.Verdicts = evidence.Verdicts()[:3] },
				func() { f.RestsOn = []evidence.ID{graphs.Pick(c.World, c.nodes()...)} },
				func() {
					f.RestsOn = []evidence.ID{graphs.Pick(c.World, c.nodes()...), graphs.Pick(c.World, c.nodes()...)}
				},
				func() { f.RestsOn, f.Rivals = []evidence.ID{graphs.Pick(c.World, c.nodes()...)}, true },
				func() { f.From = "2021" }, func() { f.Item = "item" })()
		case evidence.KindSource:
			graphs.Pick(
				c.World, func() { f.Claims = []evidence.ClaimID{c.ClaimID()} },
				func() { f.CitedBy = []evidence.ReviewID{"review:r0"} },
				func() { f.Outlets = []evidence.OutletID{c.OutletID(), c.OutletID()} },
				func() { f.Authors = []evidence.PersonID{"person:p0"} },
				func() { f.SourceKinds = []evidence.SourceKind{evidence.Article} },
				func() { f.Countries = []string{"GB"} },
				func() { f.CanonicalURL = "https://a.example/x" },
				func() { f.From, f.To = "2020", "2022-03-04" }, func() { f.IDs = c.nodes()[:5] })()
		case evidence.KindOutlet:
			graphs.Pick(
				c.World, func() { f.Domains = []string{graphs.Pick(c.World, "a.example", "b.example")} },
				func() { f.OutletKinds = []evidence.OutletKind{evidence.News, evidence.Wire} },
				func() { f.Countries = []string{"GB"} })()
		default:
			graphs.Pick(
				c.World, func() { f.Verdicts = evidence.Verdicts()[2:5] }, func() { f.Claims = []evidence.ClaimID{c.ClaimID()} },
				func() { f.To = "2022" })()
		}
	}
	return f
}
