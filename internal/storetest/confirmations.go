package storetest

import (
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// confirmations follows what is confirmed of one source through everything that can become of it.
func confirmations(g *graph) {
	d := g.draw("", "c1 + A B; A <- C; ! E")
	confirmed := func(name, why string) evidence.Confirmation {
		return evidence.Confirmation{Source: d.Source(name), Provenance: evidence.Provenance{Justification: why}}.Normalize()
	}
	batch := func(renew bool, list ...evidence.Confirmation) evidence.Batch {
		return evidence.Batch{Collector: "ann", Method: evidence.Declared, Renew: renew, Confirmations: graphs.Puts(list...)}
	}
	stands := func(c evidence.Confirmation, at time.Time) []evidence.Confirmation {
		c.Provenance.Collector, c.Provenance.Method, c.Provenance.RecordedAt = "ann", evidence.Declared, at
		return []evidence.Confirmation{c}
	}
	one := kinds{evidence.KindConfirmation: 1}
	id := confirmed("A", "").LinkID()
	before := g.clock.Read()
	first := g.apply(batch(false, confirmed("A", "read it"), confirmed("E", "no part of the evidence")))
	counts(g, "confirming two", evidence.Applied{Created: kinds{evidence.KindConfirmation: 2}}, first)
	equal(
		g, "what is confirmed of the evidence", stands(confirmed("A", "read it"), first.At),
		g.subgraphs(now(), d.Claim("c1")).Confirmations)

	g.apply(graphs.Draw(g, "", "A <- B").Batch())
	counts(
		g, "stating the same, as a file does", evidence.Applied{Unchanged: one},
		g.apply(batch(false, confirmed("A", "read it"))))
	equal(
		g, "what is confirmed after that", stands(confirmed("A", "read it"), first.At),
		g.subgraphs(now(), d.Claim("c1")).Confirmations)

	second := g.apply(batch(true, confirmed("A", "read it")))
	counts(g, "confirming the same again", evidence.Applied{Changed: one}, second)
	other := batch(true)
	other.Statements = graphs.Puts(
		evidence.Statement{Source: d.Source("A"), Claim: d.Claim("c1"), Stance: evidence.Supports})
	counts(
		g, "another record of such a batch", evidence.Applied{Unchanged: kinds{evidence.KindStatement: 1}}, g.apply(other))
	equal(
		g, "what is confirmed then", stands(confirmed("A", "read it"), second.At),
		g.subgraphs(now(), d.Claim("c1")).Confirmations)
	for _, c := range g.changesOf(id) {
		if c.At.Equal(second.At) && (c.Kind() != evidence.WasChanged || len(c.Fields()) > 0) {
			g.Errorf("confirming again is the change %+v; expected one to the same words", c)
		}
	}

	retracted := g.retract(id)
	equal(
		g, "what is confirmed once that is retracted", []evidence.Confirmation(nil),
		g.subgraphs(now(), d.Claim("c1")).Confirmations)
	third := g.standAgain(id)
	again := stands(confirmed("A", "it was right"), third.At)
	again[0].Provenance.Collector = "curator"
	equal(g, "what is confirmed once that is undone", again, g.subgraphs(now(), d.Claim("c1")).Confirmations)

	earlier := func(c evidence.Confirmation, at, until time.Time) []evidence.Confirmation {
		list := stands(c, at)
		list[0].Provenance.RetractedAt = &until
		return list
	}
	for name, c := range map[string]struct {
		at   time.Time
		want []evidence.Confirmation
	}{
		"before any":           {before, nil},
		"at the first":         {first.At, earlier(confirmed("A", "read it"), first.At, second.At)},
		"at the second":        {second.At, earlier(confirmed("A", "read it"), second.At, retracted.At)},
		"at the retraction":    {retracted.At, nil},
		"at the recording now": {third.At, again},
	} {
		equal(g, "what was confirmed, as known "+name, c.want, g.subgraphs(known(c.at), d.Claim("c1")).Confirmations)
	}
	equal(
		g, "the times of the changes", []time.Time{third.At, retracted.At, second.At, first.At}, timesOf(g.changesOf(id)))
}

func timesOf(changes []evidence.RecordChange) []time.Time {
	times := make([]time.Time, len(changes))
	for i, c := range changes {
		times[i] = c.At
	}
	return times
}

// denialsInEvidence looks at what the evidence of a claim says not to be one, at several moments.
func denialsInEvidence(g *graph) {
	d := g.draw("", "c1 + A B H; c1 = c2; A <- C; B from o1; A from o2; H out 2030; B <- H; ! E; o1; o2; g1")
	at := func(moment evidence.Moment) []evidence.Denial { return g.subgraphs(moment, d.Claim("c1")).Denials }
	equal(g, "what nobody has denied", []evidence.Denial(nil), at(now()))
	deny := func(why string, pairs ...[2]string) time.Time {
		b := evidence.Batch{Collector: "ann", Method: evidence.Declared, Denied: true}
		for _, p := range pairs {
			b.Samenesses = append(
				b.Samenesses, graphs.Puts(
					evidence.Sameness{A: d.ID(p[0]), B: d.ID(p[1]), Provenance: evidence.Provenance{Justification: why}})...)
		}
		g.clock.Advance(time.Minute)
		return g.deny(b).At
	}
	denial := func(a, b, by, why, from string, method evidence.AssertionMethod, recordedAt time.Time) evidence.Denial {
		return evidence.Denial{A: d.ID(a), B: d.ID(b), Provenance: evidence.Provenance{
			Collector: by, Justification: why, RecordedFrom: from, Method: method, RecordedAt: recordedAt}}
	}
	first := deny("two men", [2]string{"C", "B"}, [2]string{"A", "E"}, [2]string{"H", "A"}, [2]string{"o1", "o2"})
	bc, ah := denial("B", "C", "ann", "two men", "", evidence.Declared, first),
		denial("A", "H", "ann", "two men", "", evidence.Declared, first)
	equal(g, "denials of the evidence", []evidence.Denial{ah, bc}, at(now()))
	equal(g, "denials with what the moment hides", []evidence.Denial{ah, bc}, at(valid("2025")))

	asserted := g.apply(
		evidence.Batch{Samenesses: graphs.Puts(
			evidence.Sameness{A: d.ID("A"), B: d.ID("B")}, evidence.Sameness{A: d.ID("B"), B: d.ID("C")})}).At
	equal(g, "denials once one is asserted", []evidence.Denial{ah}, at(now()))
	retracted := g.retract(evidence.ID(evidence.SamenessIDOf(d.ID("A"), d.ID("B")))).At
	ab := denial("A", "B", "suite", "it was wrong", "suite", "", retracted)
	equal(g, "denials once an assertion is retracted", []evidence.Denial{ab, ah}, at(now()))
	last := deny("no", [2]string{"B", "C"})
	equal(
		g, "denials once what stood is denied again",
		[]evidence.Denial{ab, ah, denial("B", "C", "ann", "no", "", evidence.Declared, last)}, at(now()))

	equal(g, "denials as known at first", []evidence.Denial{ah, bc}, at(known(first)))
	equal(g, "denials as known once one was asserted", []evidence.Denial{ah}, at(known(asserted)))
	equal(g, "denials as known once that was retracted", []evidence.Denial{ab, ah}, at(known(retracted)))
	equal(g, "denials as known before any", []evidence.Denial(nil), at(known(first.Add(-time.Minute))))
	if c := g.subgraphs(now(), d.Claim("c1"), d.Claim("c2")); len(c.Denials) != 3 {
		g.Errorf("%d denials with a claim that is the same, expected 3", len(c.Denials))
	}
}
