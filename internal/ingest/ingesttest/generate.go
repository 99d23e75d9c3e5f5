package ingesttest

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/credence-graph/credence/internal/evidence"
)

const (
	outletEvery   = 250 // sources that share an outlet
	neighbourhood = 50  // sources that take from one another: what a claim rests on stays small, as it is in life
)

// WriteMany writes a graph of the given size: so many claims, so many sources, an outlet for every 250 sources, and
// exactly so many links, all different: three statements (one in ten refuting, one in ten mentioning, none opposite to
// another) to every two derivations, some of which close circles. At most ten links a source, and no more than there
// are claims; otherwise, and with sizes below 1 (2 sources), the error has code evidence.CodeInvalid.
func WriteMany(w io.Writer, claims, sources, links int, seed uint64) error {
	if claims < 1 || sources < 2 || links < 1 {
		return evidence.Invalidf("", "%d claims, %d sources and %d links; expected at least 1, 2 and 1", claims,
			sources, links)
	}
	if perSource := (links + sources - 1) / sources; perSource > 10 || perSource > claims {
		return evidence.Invalidf("",
			"%d links of %d sources about %d claims; expected at most ten links a source, and no more than claims",
			links, sources, claims)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	g := &generator{out: out, random: rand.New(rand.NewPCG(seed, 1)), claims: claims, sources: sources}
	g.nodes()
	derivations := min(links*2/5, (sources-1)*4)
	g.statements(links - derivations)
	g.derivations(derivations)
	return out.Flush()
}

// WriteChain writes one claim and n sources, each syndicated from the one before it and each a supporter of the claim:
// n sources that are worth one. The claim is "chain", the sources are "s1" (the origin, a document) to "sn".
func WriteChain(w io.Writer, n int) error {
	if n < 1 {
		return evidence.Invalidf("", "a chain of %d; expected at least 1", n)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	line(out, `{"type":"claim","id":"chain","text":"Everybody took it from the one before."}`)
	for i := 1; i <= n; i++ {
		kind := "WIRE_REPORT"
		if i == 1 {
			kind = "DOCUMENT"
		}
		line(out, `{"type":"source","id":"s%d","kind":%q,"title":"Report %d"}`, i, kind, i)
		line(out, `{"type":"statement","source":"s%d","claim":"chain","stance":"SUPPORTS","locator":"p. %d"}`, i, i)
		if i > 1 {
			line(out, `{"type":"derivation","from":"s%d","to":"s%d","kind":"SYNDICATES","quote":"as reported by s%d"}`,
				i, i-1, i-1)
		}
	}
	return out.Flush()
}

// generator writes the parts of a large graph. What cannot be written shows when the writer is flushed.
type generator struct {
	out             *bufio.Writer
	random          *rand.Rand
	claims, sources int
}

func (g *generator) nodes() {
	for i := range (g.sources-1)/outletEvery + 1 {
		line(g.out, `{"type":"outlet","id":"o%d","name":"Outlet %d","domains":["outlet%d.example"]}`, i, i, i)
	}
	for i := range g.claims {
		line(g.out, `{"type":"claim","id":"c%d","text":"Claim number %d is so.","item":"item-%d","value":"%d",`+
			`"tags":["load"]}`, i, i, i/2, i%2)
	}
	kinds := []evidence.SourceKind{
		evidence.Article, evidence.Report, evidence.WireReport, evidence.Document, evidence.Dataset,
	}
	for i := range g.sources {
		outlet := i / outletEvery
		line(g.out, `{"type":"source","id":"s%d","kind":%q,"title":"Source number %d",`+
			`"url":"https://outlet%d.example/%d",`+
			`"publishedAt":"2024-%02d-%02d","outlet":"o%d"}`,
			i, kinds[g.random.IntN(len(kinds))], i, outlet, i, 1+g.random.IntN(12), 1+g.random.IntN(28), outlet)
	}
}

// statements spreads n statements evenly over the sources; a source's claims follow each other from a random one, so
// that no two are the same.
func (g *generator) statements(n int) {
	stances := []evidence.Stance{evidence.Refutes, evidence.Mentions}
	for s := range g.sources {
		first := g.random.IntN(g.claims)
		for i := range share(n, g.sources, s) {
			stance := evidence.Supports
			if x := g.random.IntN(10); x < len(stances) {
				stance = stances[x]
			}
			line(g.out, `{"type":"statement","source":"s%d","claim":"c%d",`+
				`"stance":%q,"quote":"It is said on page %d.","locator":"p. %d","confidence":%d}`,
				s, (first+i)%g.claims, stance, i+1, i+1, 50+g.random.IntN(51))
		}
	}
}

// derivations spreads n derivations over the sources but the first; those of one source differ in their kind.
func (g *generator) derivations(n int) {
	kinds := []evidence.DerivationKind{evidence.Cites, evidence.Quotes, evidence.DerivedFrom, evidence.Translates}
	for s := 1; s < g.sources; s++ {
		for i := range share(n, g.sources-1, s-1) {
			to := g.upstreamOf(s)
			line(g.out, `{"type":"derivation","from":"s%d","to":"s%d",`+
				`"kind":%q,"quote":"according to source number %d"}`, s, to, kinds[i], to)
		}
	}
}

// upstreamOf picks what a source takes from, never itself: mostly an earlier source of its own neighbourhood, one time
// in ten one of the first neighbourhood, one time in a hundred a later one of its own, which closes circles.
func (g *generator) upstreamOf(s int) int {
	start := s - s%neighbourhood
	end := min(start+neighbourhood, g.sources)
	switch x := g.random.IntN(100); {
	case x == 0 && s+1 < end:
		return s + 1 + g.random.IntN(end-s-1)
	case s == start || x <= 10:
		return g.random.IntN(min(s, neighbourhood))
	}
	return start + g.random.IntN(s-start)
}

// share returns how many of n things fall to the place i of so many places.
func share(n, places, i int) int { return n*(i+1)/places - n*i/places }

func line(out *bufio.Writer, format string, args ...any) {
	_, _ = fmt.Fprintf(out, format+"\n", args...) // a failed write stays with the writer and shows when it is flushed
}
