package ingesttest

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

const (
	// Of a circle of sources that read each other; a source takes from lower layers only, so chains have six links.
	layers    = 7
	perLayer  = 8 // sources
	community = layers * perLayer
	agencies  = 20  // of the lowest layer of the first communities, behind sources everywhere
	openEvery = 100 // claims of which one has what auditCorpus.open writes
	// Communities of which one has a ring of two at its top, and the next one a wire that the rest of its top prints.
	every = 5
)

// WriteAuditCorpus writes what an organization that works for years may have, and what an audit finds in it: so many
// claims, five times as many sources, an outlet for 50 sources, an owner for ten outlets, and some twenty links a
// claim: five statements, fifteen derivations in chains of at most six, and few of everything that is suspicious:
// circles, links to later sources, copies confirmed and not, declared corroborations, withdrawn sources, passages that
// two quote, one-sided ownerships, and for one claim in a hundred a claim that contradicts it, sites that nobody else
// knows, and two records of one official, a party. What a claim rests on spans at most two communities of 56
// sources and the agencies. With fewer than 100 claims the error has code evidence.CodeInvalid.
func WriteAuditCorpus(w io.Writer, claims int, seed uint64) error {
	if claims < 100 {
		return evidence.Invalidf("", "%d claims; expected at least 100", claims)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	d := &auditCorpus{generator{out: out, random: rand.New(rand.NewPCG(seed, 2)), claims: claims, sources: 5 * claims}}
	d.owners()
	d.nodes()
	for s := range d.sources {
		d.takes(s)
	}
	for c := range d.claims {
		d.claim(c)
		if c%openEvery == 0 {
			d.open(c)
		}
	}
	return out.Flush()
}

type auditCorpus struct{ generator }

// one reports true once in so many times.
func (d *auditCorpus) one(in int) bool { return d.random.IntN(in) == 0 }

func (d *auditCorpus) owners() {
	outlets, owners := d.sources/50, max(1, d.sources/500)
	for i := range owners {
		line(d.out, `{"type":"organization","id":"g%d","name":"Group %d"}`, i, i)
	}
	for i := range outlets {
		line(d.out, `{"type":"outlet","id":"o%d","name":"Outlet %d"}`, i, i)
		stated := ""
		if d.one(50) {
			stated = `,"reciprocated":false`
		}
		line(d.out, `{"type":"ownership","asset":"o%d","owner":"g%d","sharePercent":%d%s}`, i, d.random.IntN(owners),
			51+d.random.IntN(50), stated)
	}
}

// ring reports whether a source is one of two that cite each other and nothing else.
func ring(s int) bool { return s/community%every == 0 && s%community >= community-2 }

// prints reports whether a source prints the first of its community and takes from nobody else.
func prints(s int) bool { return s/community%every == 1 && layerOf(s) == layers-1 }

// layerOf is the place of a source in its community, from 0.
func layerOf(s int) int { return s % community / perLayer }

func (d *auditCorpus) nodes() {
	for i := range d.claims {
		line(d.out, `{"type":"claim","id":"c%d","text":"Claim number %d is so."}`, i, i)
	}
	kinds := []evidence.SourceKind{
		evidence.Article, evidence.Report, evidence.Document, evidence.Dataset, evidence.Spoken,
	}
	for s := range d.sources {
		rest := ""
		if !d.one(20) && !ring(s) { // the others are undated
			rest = fmt.Sprintf(`,"publishedAt":"2024-%02d-%02d"`, 1+layerOf(s), 1+d.random.IntN(28))
		}
		if d.one(500) {
			rest += `,"withdrawnAt":"2024-12"`
		}
		line(d.out, `{"type":"source","id":"s%d","kind":%q,"title":"Source number %d","outlet":"o%d"%s}`,
			s, kinds[d.random.IntN(len(kinds))], s, d.random.IntN(d.sources/50), rest)
	}
}

// takes writes what a source takes from others.
func (d *auditCorpus) takes(s int) {
	layer, base := layerOf(s), s-s%community
	switch {
	case layer == 0:
		return
	case ring(s):
		line(d.out, `{"type":"derivation","from":"s%d","to":"s%d","kind":"CITES","quote":"as the other says"}`, s, s^1)
		return
	case prints(s):
		line(d.out, `{"type":"derivation","from":"s%d","to":"s%d","kind":"SYNDICATES","quote":"(Wire)"}`, s, base)
		return
	}
	kinds := []evidence.DerivationKind{evidence.Cites, evidence.Quotes, evidence.DerivedFrom}
	for i := range 3 + d.random.IntN(2) {
		to := base + d.random.IntN(layer*perLayer)
		switch {
		case d.one(15):
			to = d.random.IntN(agencies) / perLayer * community // one of few communities' first
		case d.one(200):
			to = min(s+1+d.random.IntN(perLayer), d.sources-1) // later, or a way into a circle where one is undated
		}
		kind := kinds[i%len(kinds)]
		if i == 3 && d.one(10) {
			kind = evidence.Translates
		}
		if to != s {
			line(d.out, `{"type":"derivation","from":"s%d","to":"s%d",`+
				`"kind":%q,"quote":"according to source number %d"}`, s, to, kind, to)
		}
	}
	if d.one(50) {
		status := []evidence.ReviewStatus{evidence.Suggested, evidence.Confirmed}[d.random.IntN(2)]
		line(d.out, `{"type":"copy","from":"s%d","to":"s%d","copiedShare":0.%d,"status":%q,"detector":"shingles"}`, s,
			base+d.random.IntN(layer*perLayer), 4+d.random.IntN(6), status)
	}
}

// claim writes what sources of one community, or of two, say of a claim.
func (d *auditCorpus) claim(c int) {
	sources := d.five(c)
	for i, s := range sources {
		stance, quote := evidence.Supports, fmt.Sprintf("so says source number %d", s)
		if d.one(10) {
			stance = evidence.Refutes
		}
		if i < 2 && d.one(40) {
			quote = fmt.Sprintf("nobody but us has seen what stands in file number %d", c)
		}
		line(d.out, `{"type":"statement","source":"s%d","claim":"c%d","stance":%q,"quote":%q,"locator":"p. %d"}`, s,
			c, stance, quote, i+1)
	}
	if d.one(10) {
		line(d.out, `{"type":"corroboration","claim":"c%d","sources":["s%d","s%d"],"quote":"confirmed independently"}`,
			c, sources[0], sources[1])
	}
}

// five picks the sources that speak of a claim: of one community or two, one claim in fifty of those that print one
// wire.
func (d *auditCorpus) five(c int) []int {
	communities := d.sources / community
	first, second := d.random.IntN(communities), d.random.IntN(communities)
	if c%50 == 0 {
		first = min(first-first%every+1, communities-1)
	}
	var sources []int
	for len(sources) < 5 {
		home, from := first, 0
		switch {
		case c%50 == 0:
			from = community - perLayer
		case d.one(3):
			home = second
		}
		s := home*community + from + d.random.IntN(community-from)
		if !slices.Contains(sources, s) {
			sources = append(sources, s)
		}
	}
	return sources
}

// open writes what nobody has settled of a claim: a claim that contradicts it, three sites that are known from it
// alone and published on one day, and two articles that each quote a record of their own of one official, who is a
// party.
func (d *auditCorpus) open(c int) {
	line(d.out, `{"type":"relation","from":"c%d","kind":"CONTRADICTS","to":"c%d"}`, c, c+1)
	for i := range 3 {
		line(d.out, `{"type":"outlet","id":"site%d-%d","name":"Site %d of %d"}`, c, i, i, c)
		line(d.out, `{"type":"source","id":"site%d-%d","kind":"DOCUMENT","title":"File %d of site %d",`+
			`"outlet":"site%d-%d","publishedAt":"2024-05-01"}`,
			c, i, c, i, c, i)
		line(d.out, `{"type":"statement","source":"site%d-%d","claim":"c%d","stance":"SUPPORTS"}`, c, i, c)
	}
	for i := range 2 {
		line(d.out, `{"type":"source","id":"official%d-%d","kind":"STATEMENT","title":"Official Number%d Quill"}`, c, i,
			c)
		line(d.out, `{"type":"source","id":"talk%d-%d","kind":"ARTICLE","title":"Talk %d of %d"}`, c, i, i, c)
		line(d.out, `{"type":"derivation","from":"talk%d-%d","to":"official%d-%d","kind":"QUOTES",`+
			`"quote":"the official said"}`, c, i, c, i)
		line(d.out, `{"type":"statement","source":"talk%d-%d","claim":"c%d","stance":"SUPPORTS"}`, c, i, c)
	}
	line(d.out, `{"type":"interest","holder":"source:official%d-0","claim":"c%d","direction":"FOR","kind":"PARTY"}`, c, c)
}
