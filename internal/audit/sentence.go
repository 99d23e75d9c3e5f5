package audit

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/wording"
)

// text returns the sentence of a finding: what all claims share, completed with how many sources and claims it
// concerns.
func (r *record) text(code Code) string {
	if sentence := ruleOf(code).sentence; sentence != nil {
		return sentence(r)
	}
	return r.lead + "."
}

// who says how many sources of what are concerned: "3 supporters of 2 claims".
func (r *record) who() string {
	switch r.sides {
	case supporting:
		return wording.Count(r.sources, "supporter") + " of " + r.what()
	case refuting:
		return wording.Count(r.sources, "refuter") + " of " + r.what()
	}
	return wording.Count(r.sources, "source") + " for or against " + r.what()
}

func (r *record) verb() string {
	switch r.sides {
	case supporting:
		return "supports"
	case refuting:
		return "refutes"
	}
	return "supports or refutes"
}

// what names the claim, or says how many there are.
func (r *record) what() string {
	if r.inAll == 1 {
		return called(r.claims[0])
	}
	return wording.Count(r.inAll, "claim")
}

// number writes a number as short as two digits after the point allow.
func number(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}

func (r *record) restsOn() string { return wording.Choose(r.sources, "rests on it", "rest on it") }

// left says how many of the sources are left with nothing.
func (r *record) left() string {
	switch r.fallen {
	case 0:
		return ""
	case r.sources:
		return " and on nothing else"
	}
	return fmt.Sprintf(", %s of them on nothing else", wording.Digits(r.fallen))
}
