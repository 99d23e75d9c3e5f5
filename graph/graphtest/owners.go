package graphtest

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership/ownershiptest"
)

const ownersQuery = `query($x: ID!, $claim: ID!, $at: Moment, $policy: PolicyInput) {
  outlet(id: $x) {
    ultimateOwners(at: $at, policy: $policy) { owner { ...id } sharePercent links { asset { ...id } owner { ...id } } }
  }
  convergence(claims: [$claim], at: $at, policy: $policy) { supporting {
    attributeGroups { nodes { kind node { id } sourceCount } } } }
  audit(where: {claim: $claim, codes: [COMMON_OWNER]}, at: $at, policy: $policy) {
    edges { node { severity nodes { id } steps(first: 100) { ... on Ownership { asset { ...id } owner { ...id } } } } }
  }
}
fragment id on Entity { id }`

type identified struct{ ID evidence.ID }

type ownerLink struct{ Asset, Owner identified }

type ownersAnswer struct {
	Outlet struct {
		UltimateOwners []struct {
			Owner        identified
			SharePercent *float64
			Links        []ownerLink
		}
	}
	Convergence []struct {
		Supporting struct {
			AttributeGroups struct {
				Nodes []struct {
					Kind        string
					Node        identified
					SourceCount int
				}
			}
		}
	}
	Audit struct {
		Edges []struct {
			Node struct {
				Severity string
				Nodes    []identified
				Steps    []ownerLink
			}
		}
	}
}

// Owners asks a server whose store has the batch of a case, made with the same prefix, who ultimately owns its asset,
// whom its two sources have in common, and what an audit says of it: all three must name the owners of the case.
func Owners(t *testing.T, server Executor, c ownershiptest.Case, prefix string) {
	t.Helper()
	var answer ownersAnswer
	data, errs := server.Execute(t.Context(), ownersQuery, ownersVariables(c, prefix), "")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		t.Fatal(err)
	}
	checkUltimate(t, answer, c, prefix)
	var causes, found, want []evidence.ID
	for _, g := range answer.Convergence[0].Supporting.AttributeGroups.Nodes {
		if g.Kind == "OWNER" && g.SourceCount == 2 {
			causes = append(causes, g.Node.ID)
		}
	}
	ways := map[evidence.ID]string{}
	for _, e := range answer.Audit.Edges {
		owner := e.Node.Nodes[0].ID
		found, ways[owner] = append(found, owner), wayOf(e.Node.Steps, prefix)
		if e.Node.Severity != "HIGH" {
			t.Errorf("the audit finds %s with severity %s; want HIGH: it owns both outlets", owner, e.Node.Severity)
		}
	}
	for _, w := range c.Want {
		owner := ownershiptest.Named(prefix, w.ID)
		want = append(want, owner)
		if !strings.HasPrefix(ways[owner], w.Way+" ") {
			t.Errorf("the audit finds %s by %s; want %s, and the same of the other outlet", owner, ways[owner], w.Way)
		}
	}
	slices.Sort(causes)
	slices.Sort(found) // by a hash of what they are about
	if !slices.Equal(causes, want) || !slices.Equal(found, want) {
		t.Errorf("the sources have the owners %v in common, and the audit finds %v; want %v", causes, found, want)
	}
}

func ownersVariables(c ownershiptest.Case, prefix string) map[string]any {
	at := map[string]any{}
	if !c.At.ValidAt.IsZero() {
		at["validAt"] = c.At.ValidAt
	}
	return map[string]any{
		"x":     ownershiptest.Named(prefix, evidence.ID(ownershiptest.Asset)),
		"claim": ownershiptest.Named(prefix, evidence.ID(ownershiptest.Claim)),
		"at":    at, "policy": map[string]any{"minConfidence": c.MinConfidence},
	}
}

func checkUltimate(t *testing.T, answer ownersAnswer, c ownershiptest.Case, prefix string) {
	t.Helper()
	owners := answer.Outlet.UltimateOwners
	if len(owners) != len(c.Want) {
		t.Fatalf("ultimate owners %+v; want %+v", owners, c.Want)
	}
	for i, w := range c.Want {
		share := ownershiptest.Unstated
		if owners[i].SharePercent != nil {
			share = *owners[i].SharePercent
		}
		way := wayOf(owners[i].Links, prefix)
		want := ownershiptest.Named(prefix, w.ID)
		if owners[i].Owner.ID != want || math.Abs(share-w.Share) > tolerance || way != w.Way {
			t.Errorf("ultimate owner %s with %v by %s; want %+v", owners[i].Owner.ID, share, way, w)
		}
	}
}

// wayOf returns links as the case writes them, without the prefix.
func wayOf(links []ownerLink, prefix string) string {
	words := make([]string, len(links))
	for i, l := range links {
		words[i] = strings.ReplaceAll(ownershiptest.Step(l.Asset.ID, l.Owner.ID), prefix, "")
	}
	return strings.Join(words, " ")
}
