package audit

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// text completes the sentence of a finding with how many sources and claims it concerns.
func (r *record) text(code Code) string {
	switch code {
	case CircularReporting:
		text := fmt.Sprintf("%s: %s %s%s.", r.lead, r.who(), r.restsOn(), r.left())
		if excess := float64(r.change)/1e6 - float64(r.fallen); excess > 0 {
			text += fmt.Sprintf(" What enters it counts once, which makes %.2f too many.", excess)
		}
		return text
	case CommonOrigin:
		return fmt.Sprintf("%s%s. What they take from %s counts once, which makes %.2f too many.", r.lead, r.who(),
			wording.Choose(len(r.subjects), "it", "them"), float64(r.change)/1e6)
	case CommonOwner:
		return fmt.Sprintf("%s, which publish %s.", r.lead+r.furtherOutlets(), r.who())
	case TextCopy, UndisclosedDerivation:
		tail := r.tail
		if tail == "" {
			tail = wording.Choose(len(r.takers), " and declares no link", " and declare no link")
		}
		return fmt.Sprintf("%s %s%s: in the evidence for %s.", r.takersOf(), r.lead, tail, r.what())
	case ContradictsOwnSource:
		if others := r.sources - r.inAll; others > 0 && r.inAll == 1 {
			return fmt.Sprintf("%s; %s more of its side %s this from it.", r.lead, wording.Digits(others), wording.Choose(others, "takes", "take"))
		}
		if r.inAll > 1 {
			return fmt.Sprintf("%s; the same holds for %s in all.", r.lead, r.what())
		}
	case UncheckableOrigin:
		return fmt.Sprintf("%s of %s that %s %s %s in what nobody else could check: %s%s.", wording.Digits(r.lines),
			wording.Count(r.allLines, "demonstrated line"), r.sides.take(r.allLines), r.what(), wording.Choose(r.lines, "ends", "end"), r.lead, r.tail)
	case Burst:
		lead := strings.ReplaceAll(r.lead, "this claim alone", wording.Choose(r.inAll, "this claim alone", "these claims alone"))
		return fmt.Sprintf("%s %s %s%s.", lead, r.sides.take(len(r.subjects)), r.what(), r.tail)
	case Anachronism:
		text := fmt.Sprintf("%s: the link does not count for %s", r.lead, r.what())
		if r.fallen > 0 {
			text += ", and no other says what it rests on"
		}
		return text + "."
	case MissingOrigin:
		return fmt.Sprintf("%s; %s %s. An origin of its own would add up to %.2f demonstrated.", r.lead, r.who(), r.restsOn(), float64(r.change)/1e6)
	case RetractedUpstream:
		return fmt.Sprintf("%s; %s %s%s.", r.lead, r.who(), r.restsOn(), r.left())
	case Bottleneck:
		return fmt.Sprintf("Everything that %s %s goes through %s: without it nothing is left of %s.", r.verb(), r.what(), r.lead,
			wording.Count(r.sources, "source"))
	case PossibleDuplicate:
		return fmt.Sprintf("%s; %s %s.", r.lead, r.who(), wording.Choose(r.sources, "rests on them", "rest on them"))
	case UnreciprocatedOwnership:
		if r.inAll > 0 {
			return fmt.Sprintf("%s; it stands above outlets in the evidence for %s.", r.lead, r.what())
		}
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

func (r *record) restsOn() string { return wording.Choose(r.sources, "rests on it", "rest on it") }

// left says how many of the sources are left with nothing.
func (r *record) left() string {
	switch r.fallen {
	case 0:
		return ""
	case r.sources:
		return " and on nothing else that stands"
	}
	return fmt.Sprintf(", %s of them on nothing else that stands", wording.Digits(r.fallen))
}

// furtherOutlets says how many outlets of an owner are concerned where other claims show more than the first.
func (r *record) furtherOutlets() string {
	outlets := 0
	for id := range r.others {
		if id.Kind() == evidence.KindOutlet {
			outlets++
		}
	}
	if r.inAll < 2 {
		return ""
	}
	return fmt.Sprintf(", %s in all", wording.Count(outlets, "outlet"))
}
