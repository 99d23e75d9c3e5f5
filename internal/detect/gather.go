package detect

import (
	"context"
	"errors"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// pair is two sources, the smaller id first.
type pair struct{ a, b evidence.SourceID }

func pairOf(a, b evidence.SourceID) pair {
	if b < a {
		a, b = b, a
	}
	return pair{a, b}
}

// graph is what a look reads of the graph.
type graph struct {
	version evidence.Version
	sources []evidence.Source // by id, with what is compared only
	place   map[evidence.SourceID]int32
	outlets map[evidence.OutletID]string
	letters map[evidence.OutletID]evidence.SourceReliability
	claims  map[evidence.ClaimID]*evidence.Claim // those with a value
	said    []statement

	declared  map[pair]*declaration
	prints    map[evidence.SourceID][]evidence.SourceID // what a source says that it prints or translates
	confirmed map[pair]bool
	rejected  map[pair]bool
	recorded  map[pair]bool // copies that somebody else than a detector recorded
	suggested map[evidence.DerivationID]*evidence.Derivation
	same      digraph.Equivalence[evidence.SourceID]
	only      map[evidence.SourceID]bool // nil = all
	roll      *roll                      // nil = nobody votes
}

type statement struct {
	source evidence.SourceID
	claim  evidence.ClaimID
}

// declaration is how a source openly takes from another: for all claims, or for some.
type declaration struct {
	all    bool
	claims []evidence.ClaimID
}

// gather reads the graph, of one version as a whole. With a policy what the votes under it follow from is kept too.
func gather(ctx context.Context, store evidence.Scanner, o Options, votes *basis.Policy) (*graph, error) {
	kinds := []evidence.Kind{evidence.KindOutlet, evidence.KindSource, evidence.KindDerivation, evidence.KindSameness}
	if o.Statistical {
		kinds = append(kinds, evidence.KindClaim, evidence.KindStatement)
	}
	var g *graph
	version, err := evidence.ScanAgain(ctx, store, kinds, func() (func(record any) error, error) {
		g = newGraph(o.Sources)
		if votes != nil {
			g.roll = &roll{policy: *votes}
		}
		read := 0
		return func(record any) error {
			if read++; read%10_000 == 0 && o.Progress != nil {
				o.Progress("gather", read, 0)
			}
			if g.roll == nil || g.roll.take(record) {
				g.take(record)
			}
			return nil
		}, nil
	})
	if err != nil {
		return nil, err
	}
	g.version = version
	g.fold()
	return g, g.check()
}

func newGraph(only []evidence.SourceID) *graph {
	g := &graph{
		place: map[evidence.SourceID]int32{}, outlets: map[evidence.OutletID]string{},
		letters: map[evidence.OutletID]evidence.SourceReliability{}, claims: map[evidence.ClaimID]*evidence.Claim{},
		declared: map[pair]*declaration{}, prints: map[evidence.SourceID][]evidence.SourceID{}, confirmed: map[pair]bool{},
		rejected: map[pair]bool{},
		recorded: map[pair]bool{}, suggested: map[evidence.DerivationID]*evidence.Derivation{},
		same: digraph.Equivalence[evidence.SourceID]{},
	}
	if len(only) > 0 {
		g.only = map[evidence.SourceID]bool{}
		for _, id := range only {
			g.only[id] = true
		}
	}
	return g
}

// check refuses to look at sources that are not there.
func (g *graph) check() error {
	var errs []error
	for id := range g.only {
		if _, known := g.place[id]; !known {
			errs = append(errs, evidence.NotFoundf("the graph has no source %q", id))
		}
	}
	return errors.Join(errs...)
}

// wanted reports whether a source is among those that are looked at.
func (g *graph) wanted(id evidence.SourceID) bool { return g.only == nil || g.only[id] }

// take keeps what a record is needed for.
func (g *graph) take(record any) {
	switch r := record.(type) {
	case *evidence.Outlet:
		g.outlets[r.ID], g.letters[r.ID] = r.Name, r.Reliability
	case *evidence.Source:
		g.place[r.ID] = int32(len(g.sources)) // memory ends before the type does
		g.sources = append(
			g.sources, evidence.Source{ID: r.ID, Identity: r.Identity, Title: r.Title, CanonicalURL: r.CanonicalURL,
				PublishedAt: r.PublishedAt, Outlet: r.Outlet, Fingerprint: r.Fingerprint, Reliability: r.Reliability})
	case *evidence.Claim:
		if r.Item != "" && r.Value != "" {
			g.claims[r.ID] = r
		}
	case *evidence.Statement:
		if r.Stance == evidence.Supports && g.claims[r.Claim] != nil {
			g.said = append(g.said, statement{r.Source, r.Claim})
		}
	case *evidence.Derivation:
		g.derivation(r)
	case *evidence.Sameness:
		if r.A.Kind() == evidence.KindSource {
			g.same.Join(evidence.SourceID(r.A), evidence.SourceID(r.B))
		}
	}
}

func (g *graph) derivation(d *evidence.Derivation) {
	p := pairOf(d.From, d.To)
	switch {
	case d.Kind == evidence.Copies && d.Status == evidence.Rejected:
		g.rejected[p] = true
	case d.Kind == evidence.Copies && d.Status == evidence.Confirmed:
		g.confirmed[p] = true
	case d.Kind == evidence.Copies && found(d):
		g.suggested[d.ID] = d
	case d.Kind == evidence.Copies:
		g.recorded[p] = true
	case d.Status == evidence.Rejected:
	default:
		g.declare(p, d.Claims)
		if (d.Kind == evidence.Syndicates || d.Kind == evidence.Translates) && len(d.Claims) == 0 {
			g.prints[d.From] = append(g.prints[d.From], d.To)
		}
	}
}

// found reports whether a copy was suggested by a look, this program's or that of one of another version: by the
// detector that is recorded, since an export and import again leaves how a link was recorded behind.
func found(d *evidence.Derivation) bool {
	name, _, _ := strings.Cut(d.Detector, "/")
	for _, ours := range []string{copying.DetectorText, copying.DetectorHeadline, copying.DetectorCanonical,
		DetectorStatistical} {
		if of, _, _ := strings.Cut(ours, "/"); of == name {
			return true
		}
	}
	return false
}

func (g *graph) declare(p pair, claims []evidence.ClaimID) {
	d := g.declared[p]
	if d == nil {
		d = &declaration{}
		g.declared[p] = d
	}
	d.all = d.all || len(claims) == 0
	d.claims = append(d.claims, claims...)
}

// fold has what is known of one record hold for all that are asserted to be the same.
func (g *graph) fold() {
	g.same.Flatten()
	for _, known := range []*map[pair]bool{&g.confirmed, &g.rejected, &g.recorded} {
		folded := make(map[pair]bool, len(*known))
		for p := range *known {
			folded[g.one(p)] = true
		}
		*known = folded
	}
	declared := make(map[pair]*declaration, len(g.declared))
	for p, d := range g.declared {
		if whole := declared[g.one(p)]; whole != nil {
			whole.all = whole.all || d.all
			whole.claims = append(whole.claims, d.claims...)
			continue
		}
		declared[g.one(p)] = d
	}
	g.declared = declared
	prints := make(map[evidence.SourceID][]evidence.SourceID, len(g.prints))
	for id, printed := range g.prints {
		prints[g.same.Of(id)] = append(prints[g.same.Of(id)], printed...)
	}
	g.prints = prints
}

// one returns the pair that stands for all pairs of records that are the same.
func (g *graph) one(p pair) pair { return pairOf(g.same.Of(p.a), g.same.Of(p.b)) }

// judged reports whether the graph knows already whether, and how, two sources are connected; see the package comment.
func (g *graph) judged(p pair) bool {
	p = g.one(p)
	if g.rejected[p] || g.confirmed[p] || g.recorded[p] || g.declared[p] != nil || p.a == p.b {
		return true
	}
	for _, x := range g.prints[p.a] {
		for _, y := range g.prints[p.b] {
			if g.same.Of(x) == g.same.Of(y) {
				return true
			}
		}
	}
	return false
}

// stateOf reports whether a copy is recorded as it was found.
func (g *graph) stateOf(d evidence.Derivation) State {
	old := g.suggested[d.ID]
	switch {
	case old == nil:
		return Fresh
	case evidence.Equal(*old, d):
		return Standing
	}
	return Revised
}
