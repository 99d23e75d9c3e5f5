package report

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// Supposed is what a person supposes of a claim, or asks of it, beside its answer.
type Supposed struct {
	// Sources and Holders are wrong together: these sources, and all that these holders stand behind.
	Sources []evidence.SourceID
	Holders []evidence.ID
	Scheme  string // of leanings, "" = the spread is not asked for
}

// Together reports whether anything is supposed to be wrong.
func (s Supposed) Together() bool { return len(s.Sources)+len(s.Holders) > 0 }

// write prints what would remain of a claim, and what its sources are worth by the leanings of their outlets.
func (s Supposed) write(p *terminal.Page, answer *convergence.Convergence) error {
	for _, side := range []*convergence.Side{answer.Supporting, answer.Refuting} {
		if side.SourceCount == 0 && side != answer.Supporting {
			continue
		}
		if s.Together() {
			wrong, err := side.IfWrongTogether(s.Sources, s.Holders)
			if err != nil {
				return err
			}
			writeTogether(p, answer, side, wrong)
		}
		if s.Scheme != "" {
			writeSpread(p, side, side.Spread(s.Scheme))
		}
	}
	return nil
}

func writeTogether(
	p *terminal.Page, answer *convergence.Convergence, side *convergence.Side, wrong convergence.TogetherWrong,
) {
	p.Gap()
	p.Line("%s %s %s wrong%s: of what %s, %s of %s demonstrated and %s of %s presumed remain, in %s of %s.",
		p.Style.Bold("If"), wording.JoinMost(namesOfSources(answer, wrong.Sources), mostMembers, "and"),
		wording.Choose(len(wrong.Sources), "is", "are"), wording.Choose(len(wrong.Sources), "", " together"),
		speaks(side), number(wrong.Demonstrated), number(side.Demonstrated), number(wrong.Presumed),
		number(side.Presumed), wording.Digits(wrong.DemonstratedLineCount),
		wording.Count(side.DemonstratedLineCount, "demonstrated line"))
	if len(wrong.LostSources) > 0 {
		p.Line("  left with nothing: %s", listed(namesOfSources(answer, wrong.LostSources)))
	}
}

func namesOfSources(answer *convergence.Convergence, sources []*evidence.Source) []string {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = answer.Name(s)
	}
	return names
}

// speaks says what the sources of a side do.
func speaks(side *convergence.Side) string {
	if side.Supports() {
		return "supports it"
	}
	return "refutes it"
}

// writeSpread prints what the sources of a side are worth by the values that their outlets are rated with, and says
// whether each value has a line of its own.
func writeSpread(p *terminal.Page, side *convergence.Side, spread convergence.Spread) {
	p.Gap()
	p.Line("%s of what %s, by the scheme %q:", p.Style.Bold("Spread"), speaks(side), spread.Scheme)
	if len(spread.Values) == 0 {
		p.Line("  no outlet of its sources is rated in this scheme")
		return
	}
	var rows [][]string
	var own, none []string
	for _, v := range spread.Values {
		outlets := make([]string, len(v.Outlets))
		for i, o := range v.Outlets {
			outlets[i] = o.Label()
		}
		rows = append(rows, []string{v.Value, wording.Digits(v.SourceCount), number(v.Demonstrated),
			wording.Digits(v.DemonstratedLineCount), listed(outlets)})
		if v.DemonstratedLineCount > 0 {
			own = append(own, v.Value)
		} else {
			none = append(none, v.Value)
		}
	}
	p.Table([]string{"rated", "sources", "demonstrated", "demonstrated lines", "outlets"}, rows, 1, 2, 3)
	if len(own) > 0 {
		p.Line("Outlets rated %s%s have a demonstrated line of their own.", wording.Join(own, "and"),
			wording.Choose(len(own), "", " each"))
	}
	if len(none) > 0 {
		p.Line("Outlets rated %s have none.", wording.Join(none, "or"))
	}
	if n := spread.UnratedCount + spread.DisputedCount; n > 0 {
		p.Line("%s for no value: %s", wording.Count(n, "source")+wording.Choose(n, " counts", " count"), uncountedOf(spread))
	}
}

// uncountedOf says why sources count for no value of a scheme.
func uncountedOf(spread convergence.Spread) string {
	text := ""
	if spread.UnratedCount > 0 {
		text = fmt.Sprintf("%s of an outlet that is not rated, or not known", wording.Digits(spread.UnratedCount))
	}
	if spread.DisputedCount > 0 {
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%s of one that is rated with different values", wording.Digits(spread.DisputedCount))
	}
	return text + "."
}
