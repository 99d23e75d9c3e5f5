package receipt_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestConfirmationsAndDenials: they are written down with the evidence, whatever their order, and read back.
func TestConfirmationsAndDenials(t *testing.T) {
	said := evidence.Provenance{Collector: "ann", Justification: "read it", Method: evidence.Declared,
		RecordedAt: time.Date(2024, 10, 5, 12, 0, 0, 1, time.UTC)}
	with := func(order ...int) *evidence.Subgraphs {
		sub := normalized(small())
		denials := []evidence.Denial{{A: "source:blog", B: "source:paper", Provenance: said},
			{A: "source:blog", B: "source:wire", Provenance: said}}
		confirmations := []evidence.Confirmation{
			evidence.Confirmation{Source: "source:paper", Provenance: said}.Normalize(),
			evidence.Confirmation{Source: "source:wire"}.Normalize()}
		for _, i := range order {
			sub.Denials, sub.Confirmations = append(sub.Denials, denials[i]), append(sub.Confirmations, confirmations[i])
		}
		return sub
	}
	text := mustMake(t, with(0, 1), "claim:c")
	if again := mustMake(t, with(1, 0), "claim:c"); !bytes.Equal(text, again) {
		t.Errorf("the order of the lists makes another receipt:\n%s\n%s", text, again)
	}
	if r := mustVerify(t, text); !r.OK() {
		t.Errorf("the receipt does not verify: %+v", r)
	}
	for _, want := range []string{
		`"confirmations":[{`, `"source":"source:wire"`, `"denials":[{"a":"source:blog","b":"source:`,
		`"justification":"read it"`,
		`"recordedAt":"2024-10-05T12:00:00.000000001Z"`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the receipt has no %s:\n%s", want, text)
		}
	}
	without := string(mustMake(t, normalized(small()), "claim:c"))
	if strings.Contains(without, "confirmations") || strings.Contains(without, "denials") {
		t.Errorf("a receipt without any speaks of them:\n%s", without)
	}
	if r := mustVerify(t, bytes.Replace(text, []byte("read it"), []byte("read if"), 1)); r.Intact {
		t.Error("a confirmation can be changed without harm to the hash")
	}
}
