package dedupe_test

import (
	"context"
	"fmt"
	"math/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// drawn are records whose marks often coincide, each a batch of its own: nodes, then links.
func drawn(t *rapid.T) (nodes, links []evidence.Batch) {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	id := func(kind evidence.Kind, n int) evidence.ID { return evidence.ID(fmt.Sprintf("%s:%d", kind, n)) }
	const each = 7
	for i := range each {
		nodes = append(nodes,
			evidence.Batch{Outlets: puts(
				outlet(fmt.Sprint(i), pick("name", "Kyiv Post", "The Kyiv Post", "Reuters", "Reuters News Agency", "AP"),
					pick("country", "UA", "GB", "NEWS"), pick("domain", "kyivpost.com", "m.kyivpost.com", "reuters.com", "WIRE")))},
			evidence.Batch{Organizations: puts(
				organization(fmt.Sprint(i), pick("organization", "Acme", "ACME", "Group"), pick("country", "", "UA", "GB")))},
			evidence.Batch{Persons: puts(
				evidence.Person{ID: evidence.PersonID(id(evidence.KindPerson, i)),
					Name: pick("person", "Jane Doe", "Doe, Jane", "John Roe")})},
			evidence.Batch{Claims: puts(
				evidence.Claim{ID: evidence.ClaimID(id(evidence.KindClaim, i)), Text: pick("text", "So.", "so", "Thus."), Item: "i",
					Value: pick("value", "", "5", "6"), ClaimDate: evidence.Date(pick("date", "", "2024", "2024-05", "2023"))})},
		)
	}
	for i := range each {
		nodes = append(nodes, evidence.Batch{Sources: puts(evidence.Source{
			ID:          evidence.SourceID(id(evidence.KindSource, i)),
			Title:       pick("title", "", "The bridge is closed", "The Bridge is closed"),
			Kind:        evidence.SourceKind(pick("kind", "", string(evidence.Spoken))),
			URL:         pick("url", "", "https://kyivpost.com/1", "https://m.kyivpost.com/1", "https://kyivpost.com/2"),
			PublishedAt: evidence.Date(pick("date", "", "2024-10-05", "2024-10-06", "2024-10")),
			Outlet:      evidence.OutletID(id(evidence.KindOutlet, rapid.IntRange(0, each-1).Draw(t, "outlet"))),
			Authors: []evidence.PersonID{evidence.PersonID(
				id(evidence.KindPerson, rapid.IntRange(0, each-1).Draw(t, "author")))},
			Fingerprint: evidence.FingerprintOf(pick("words", "", "so", "thus")),
		})})
		if a, b := rapid.IntRange(0, each-1).Draw(t, "a"), rapid.IntRange(0, each-1).Draw(t, "b"); a != b {
			kind := rapid.SampledFrom(dedupe.Kinds()).Draw(t, "kind")
			links = append(links, evidence.Batch{Collector: "ann", Denied: rapid.Bool().Draw(t, "denied"),
				Samenesses: puts(evidence.Sameness{A: id(kind, a), B: id(kind, b)})})
		}
		links = append(
			links, evidence.Batch{Ownerships: puts(
				evidence.Ownership{Owner: id(evidence.KindOrganization, i),
					Asset: id(evidence.KindOutlet, rapid.IntRange(0, 2).Draw(t, "asset"))})})
	}
	return nodes, links
}

// TestFind_Order shuffles what is recorded: what is suggested follows from the records alone, does not go in circles,
// and is asserted or denied of no pair.
func TestFind_Order(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		nodes, links := drawn(rt)
		links = distinct(links)
		once := find(t, holding(t, append(nodes, links...)...))
		shuffle := rand.New(rand.NewSource(rapid.Int64().Draw(rt, "order")))
		var first, last []evidence.Batch // sources name what the others are
		for _, b := range nodes {
			if len(b.Sources) > 0 {
				last = append(last, b)
			} else {
				first = append(first, b)
			}
		}
		for _, list := range [][]evidence.Batch{first, last, links} {
			shuffle.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		all := append(append(first, last...), links...)
		again := find(t, holding(t, all...))
		if diff := cmp.Diff(once.Suggestions, again.Suggestions); diff != "" {
			rt.Fatalf("another order gives other suggestions:\n%s", diff)
		}
		if once.Statistics != again.Statistics {
			rt.Fatalf("another order gives other statistics: %+v, %+v", once.Statistics, again.Statistics)
		}
		one := map[evidence.ID]evidence.ID{}
		root := func(id evidence.ID) evidence.ID {
			for one[id] != "" {
				id = one[id]
			}
			return id
		}
		denied := map[evidence.SamenessID]bool{}
		for _, l := range links {
			for _, s := range l.Samenesses {
				if a, b := root(s.Value.A), root(s.Value.B); l.Denied {
					denied[evidence.SamenessIDOf(s.Value.A, s.Value.B)] = true
				} else if a != b {
					one[a] = b
				}
			}
		}
		for _, s := range once.Suggestions {
			a, b := root(s.A), root(s.B)
			if a == b || denied[s.Sameness] {
				rt.Fatalf("%s and %s are suggested, which are one already or denied", s.A, s.B)
			}
			one[a] = b
		}
	})
}

// distinct keeps the first judgement of each pair: of two the later would count, whichever that is.
func distinct(links []evidence.Batch) []evidence.Batch {
	seen, kept := map[evidence.SamenessID]bool{}, links[:0:0]
	for _, l := range links {
		if len(l.Samenesses) > 0 {
			id := evidence.SamenessIDOf(l.Samenesses[0].Value.A, l.Samenesses[0].Value.B)
			if seen[id] {
				continue
			}
			seen[id] = true
		}
		kept = append(kept, l)
	}
	return kept
}

// TestFind_Confirmed confirms whatever is suggested, the first each time, until nothing is: it ends, nothing that
// conflicts is joined by it, and what was denied stays apart.
func TestFind_Confirmed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		nodes, _ := drawn(rt)
		store := memstore.New(func() time.Time { return recorded }, 1000)
		for _, b := range nodes {
			if _, err := store.Apply(t.Context(), b); err != nil {
				rt.Fatal(err)
			}
		}
		for step := 0; ; step++ {
			r := find(t, store)
			if len(r.Suggestions) == 0 {
				return
			}
			if step > 35 { // there are 35 nodes
				rt.Fatalf("still suggested after %d merges: %q", step, told(r))
			}
			s := r.Suggestions[0]
			for _, f := range s.Fields {
				if known := f.A != "" && f.B != "" && f.A != f.B; known && (f.Name == "country" || f.Name == "value") {
					rt.Fatalf("%s and %s are suggested and conflict in their %s: %q, %q", s.A, s.B, f.Name, f.A, f.B)
				}
			}
			b := evidence.Batch{Collector: "ann", Denied: rapid.Bool().Draw(rt, "no"),
				Samenesses: puts(evidence.Sameness{A: s.A, B: s.B})}
			if _, err := store.Apply(t.Context(), b); err != nil {
				rt.Fatal(err)
			}
			for _, again := range find(t, store).Suggestions {
				if again.Sameness == s.Sameness {
					rt.Fatalf("%s and %s are suggested again", s.A, s.B)
				}
			}
		}
	})
}

// generated is a graph of many sources that is made while it is read: of every hundred one is recorded twice.
type generated struct{ sources, outlets int }

func (g generated) Denials(context.Context) ([]evidence.Denial, evidence.Version, error) {
	return nil, evidence.Version{}, nil
}

func (g generated) Scan(_ context.Context, _ []evidence.Kind, each func(any) error) (evidence.Version, error) {
	for i := range g.outlets {
		o := outlet(fmt.Sprintf("o%06d", i), fmt.Sprintf("Daily number %d", i), fmt.Sprintf("daily%d.com", i))
		if err := each(&o); err != nil {
			return evidence.Version{}, err
		}
	}
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range g.sources {
		n := i
		if i%100 == 99 {
			n = i - 1
		}
		address := fmt.Sprintf("https://www.daily%d.com/news/%d", n%g.outlets, n)
		if n != i {
			address = fmt.Sprintf("https://m.daily%d.com/news/%d?utm_source=x", n%g.outlets, n)
		}
		s := evidence.Source{
			ID:    evidence.SourceID(fmt.Sprintf("source:s%09d", i)),
			Title: fmt.Sprintf("What became of bridge %d over the river in the last year", n), URL: address,
			PublishedAt: evidence.Date(day.AddDate(0, 0, n%2000).Format(time.DateOnly)),
			Outlet:      evidence.OutletID(fmt.Sprintf("outlet:o%06d", n%g.outlets)),
			Fingerprint: evidence.FingerprintOf(fmt.Sprint("words", n)),
		}
		if err := each(&s); err != nil {
			return evidence.Version{}, err
		}
	}
	return evidence.Version{}, nil
}

// TestFind_Generated checks what the benchmark measures.
func TestFind_Generated(t *testing.T) {
	r := find(t, generated{20_000, 50})
	if len(r.Suggestions) != 200 || r.Statistics != (dedupe.Statistics{RecordCount: 20_050}) {
		t.Errorf("%d suggestions with %+v, expected 200 of 20050 records", len(r.Suggestions), r.Statistics)
	}
	for _, s := range r.Suggestions {
		if s.Strength != dedupe.Strong || len(s.Reasons) != 3 {
			t.Fatalf("%s and %s are suggested for %v, expected address, text and title", s.A, s.B, s.Reasons)
		}
	}
}

// BenchmarkFind looks for sources under two ids; making them, which is part of it, is measured by itself.
func BenchmarkFind(b *testing.B) {
	for _, sources := range []int{100_000, 1_000_000} {
		g := generated{sources, 1000}
		b.Run(fmt.Sprintf("making %d sources", sources), func(b *testing.B) {
			for b.Loop() {
				if _, err := g.Scan(b.Context(), nil, func(any) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("looking at %d sources", sources), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if r := find(b, g); len(r.Suggestions) != sources/100 {
					b.Fatalf("%d suggestions, expected %d", len(r.Suggestions), sources/100)
				}
			}
		})
	}
}
