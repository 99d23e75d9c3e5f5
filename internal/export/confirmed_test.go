package export_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
)

// TestConfirmationsThatCoverNotAll: what was recorded of a source after its confirmation is not confirmed, and must
// not be by an export and an import either. A copy that was found since is another question.
func TestConfirmationsThatCoverNotAll(t *testing.T) {
	s := memory()
	confirmed := func(key string) string {
		return `{"type":"confirmation","source":"` + key + `","recordedFrom":""}` + "\n"
	}
	apply(t, s, evidence.Batch{
		Claims: put(evidence.Claim{ID: "claim:c", Text: "So."}),
		Sources: put(evidence.Source{ID: "source:held"}, evidence.Source{ID: "source:linked"},
			evidence.Source{ID: "source:shared"},
			evidence.Source{ID: "source:taken"}),
		Statements: put(evidence.Statement{Source: "source:held", Claim: "claim:c", Stance: evidence.Supports},
			evidence.Statement{Source: "source:linked", Claim: "claim:c", Stance: evidence.Supports},
			evidence.Statement{Source: "source:shared", Claim: "claim:c", Stance: evidence.Supports}),
		Derivations: put(evidence.Derivation{From: "source:held", To: "source:taken", Kind: evidence.Cites}),
		Confirmations: put(evidence.Confirmation{Source: "source:held"}, evidence.Confirmation{Source: "source:linked"},
			evidence.Confirmation{Source: "source:shared"}),
	}, evidence.Batch{
		Sources: put(evidence.Source{ID: "source:shared", Firsthand: &evidence.Firsthand{Share: .9}}),
		Derivations: put(evidence.Derivation{From: "source:linked", To: "source:held", Kind: evidence.Cites},
			evidence.Derivation{From: "source:held", To: "source:linked", Kind: evidence.Copies, CopiedShare: new(.9)}),
	})
	evidenceOf := func() string {
		g, _, err := export.Evidence(t.Context(), s, []evidence.ClaimID{"claim:c"})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if _, err := export.WriteLines(&out, g); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	for name, lines := range map[string]string{"of the graph": written(t, s), "of the claim": evidenceOf()} {
		if !strings.Contains(lines, confirmed("held")) || strings.Count(lines, "confirmation") != 1 {
			t.Errorf("the export %s is\n%swant one confirmation in it, that which covers its source", name, lines)
		}
	}
	apply(t, s, evidence.Batch{Renew: true, Confirmations: put(evidence.Confirmation{Source: "source:linked"})})
	for name, lines := range map[string]string{"of the graph": written(t, s), "of the claim": evidenceOf()} {
		if !strings.Contains(lines, confirmed("linked")) || strings.Count(lines, "confirmation") != 2 {
			t.Errorf("the export %s is\n%swant the one that was made again, too", name, lines)
		}
	}
}
