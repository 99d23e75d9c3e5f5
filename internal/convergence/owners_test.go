package convergence_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/ownership/ownershiptest"
)

// ownersAnswer computes the answer for the claim of an ownership graph.
func ownersAnswer(t *testing.T, c ownershiptest.Case) (*convergence.Convergence, *memstore.Store, basis.Policy) {
	t.Helper()
	store := memstore.New(func() time.Time { return time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC) }, 100)
	if _, err := store.Apply(t.Context(), c.Batch("")); err != nil {
		t.Fatal(err)
	}
	p := basis.DefaultPolicy()
	p.MinConfidence = c.MinConfidence
	answers, err := inquiry.New(store).Of(t.Context(), []evidence.ClaimID{ownershiptest.Claim}, c.At, p)
	if err != nil {
		t.Fatal(err)
	}
	return answers[0], store, p
}

// TestOwnershipCases gives two first-hand sources to the outlet of each ownership graph that is worked out by hand and
// to an outlet with the same owners: what the sources have in common are these owners, each by the links that show it.
func TestOwnershipCases(t *testing.T) {
	for _, c := range ownershiptest.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			got, _, p := ownersAnswer(t, c)
			side := got.Supporting
			var causes []evidence.ID
			for _, g := range side.AttributeGroups(-1) {
				if g.Kind == convergence.ReasonOwner {
					causes = append(causes, g.Node.NodeID())
				}
			}
			slices.Sort(causes)
			var want []evidence.ID
			for _, w := range c.Want {
				want = append(want, w.ID)
			}
			if !slices.Equal(causes, want) {
				t.Errorf("the sources have the owners %v in common; want %v", causes, want)
			}
			checkCommonOwners(t, side.CommonOwners(), c.Want)
			worth := 2.0 // several owners share beta evenly, so that the two overlap by beta however many there are
			if len(want) > 0 {
				worth = 2 / (1 + p.SharedCauseShares.Owner)
			}
			if math.Abs(side.Presumed-worth) > 1e-9 {
				t.Errorf("the sources are worth %v; want %v", side.Presumed, worth)
			}
		})
	}
}

func checkCommonOwners(t *testing.T, got []convergence.CommonOwner, want []ownershiptest.Owner) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("common owners %+v; want %+v", got, want)
	}
	for i, w := range want {
		share := ownershiptest.Unstated
		if owned := got[i].Outlets[0]; owned.Share != nil {
			share = *owned.Share
		}
		way := ownershiptest.Way(got[i].Outlets[0].Steps)
		if got[i].Owner.NodeID() != w.ID || math.Abs(share-w.Share) > 1e-9 || way != w.Way {
			t.Errorf("common owner %s with %v by %s; want %+v", got[i].Owner.NodeID(), share, way, w)
		}
	}
}

// TestShells is an attack: one person owns two outlets through two shells with half of each, so that no single stake
// shows it. The answer counts the two first-hand sources as of one owner, and proves it by all six links, each once; an
// audit finds it.
func TestShells(t *testing.T) {
	cases := ownershiptest.Cases()
	at := slices.IndexFunc(cases, func(c ownershiptest.Case) bool { return c.Name == "two shells of one person" })
	got, store, p := ownersAnswer(t, cases[at])
	pair, err := got.Independence("source:x", "source:z")
	if err != nil {
		t.Fatal(err)
	}
	const proof = "x<s x<t s<p t<p z<s z<t"
	if pair.Verdict != convergence.Dependent || math.Abs(pair.Overlap-p.SharedCauseShares.Owner) > 1e-9 ||
		len(pair.Reasons) != 1 ||
		pair.Reasons[0].Cause.NodeID() != "person:p" || wayOf(pair.Reasons[0].Steps) != proof {
		t.Errorf(
			"the sources are %s by %v for %+v; want them dependent by p, %s", pair.Verdict, pair.Overlap, pair.Reasons, proof)
	}
	filter := audit.Filter{Claim: ownershiptest.Claim, Codes: []audit.Code{audit.CommonOwner}}
	report, err := audit.NewService(store).Audit(t.Context(), filter, evidence.Moment{}, p, audit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Findings) != 1 {
		t.Fatalf("findings %+v; want the common owner alone", report.Findings)
	}
	f := report.Findings[0]
	if f.Severity != audit.High || !strings.HasPrefix(f.Text, "p owns x (100%) and z (100%)") || wayOf(f.Steps) != proof {
		t.Errorf("finding %s %q by %s; want HIGH, both outlets owned wholly by p", f.Severity, f.Text, wayOf(f.Steps))
	}
}

// wayOf writes links that are all ownerships.
func wayOf(links []evidence.Link) string {
	var owned []*evidence.Ownership
	for _, l := range links {
		if o, ok := l.(*evidence.Ownership); ok {
			owned = append(owned, o)
		}
	}
	return ownershiptest.Way(owned)
}
