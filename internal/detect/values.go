package detect

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/truth"
	"github.com/credence-graph/credence/internal/wording"
)

// observations puts what sources say of items into the form in which it is compared: a statement that supports a claim
// with a value is the source's value for the item. Records of one source are one.
func (g *graph) observations() truth.Observations {
	var in truth.Observations
	for _, s := range g.said {
		c := g.claims[s.claim]
		in.Observations = append(in.Observations, truth.Observation{
			Source: string(g.same.Of(s.source)), Item: c.Item, Value: c.Value, At: g.published(s.source),
		})
	}
	g.known(&in)
	return in
}

// known adds what is declared, confirmed and rejected of pairs of sources.
func (g *graph) known(in *truth.Observations) {
	for p, d := range g.declared {
		link := truth.DeclaredLink{SourcePair: named(p)}
		if !d.all {
			if link.Items = g.itemsOf(d.claims); len(link.Items) == 0 {
				continue // about claims that give no value
			}
		}
		if p.a != p.b {
			in.Declared = append(in.Declared, link)
		}
	}
	for p := range g.confirmed {
		// Of records of one source one may be confirmed and another rejected: then nobody knows.
		if p.a != p.b && !g.rejected[p] {
			in.Confirmed = append(in.Confirmed, named(p))
		}
	}
	for p := range g.rejected {
		if p.a != p.b {
			in.Rejected = append(in.Rejected, named(p))
		}
	}
}

func named(p pair) truth.SourcePair { return truth.SourcePair{A: string(p.a), B: string(p.b)} }

// published returns the date of a source, "" if it has none.
func (g *graph) published(id evidence.SourceID) evidence.Date {
	if at, known := g.place[id]; known {
		return g.sources[at].PublishedAt
	}
	return ""
}

// itemsOf returns the items that claims give values of, each once.
func (g *graph) itemsOf(claims []evidence.ClaimID) []string {
	var items []string
	for _, id := range claims {
		if c := g.claims[id]; c != nil {
			items = append(items, c.Item)
		}
	}
	slices.Sort(items)
	return slices.Compact(items)
}

// believe estimates what is true of the items, and who copies whom.
func (g *graph) believe(
	ctx context.Context, in truth.Observations, letters Letters, progress func(string, int, int),
) (*truth.Findings, error) {
	o := truth.Defaults()
	o.Progress = progress
	in.Priors = g.priors(letters)
	return truth.Discover(ctx, in, o, nil)
}

// priors returns the accuracies that the letters of rated sources stand for; a source without one has its outlet's.
func (g *graph) priors(letters Letters) map[string]float64 {
	priors := map[string]float64{}
	for i := range g.sources {
		s := &g.sources[i]
		letter := s.Reliability
		if letter == "" {
			letter = g.letters[s.Outlet]
		}
		if a, rated := letters[letter]; rated && letter != "" {
			if id := string(g.same.Of(s.ID)); priors[id] == 0 || id == string(s.ID) {
				priors[id] = a
			}
		}
	}
	return priors
}

// values looks for sources that share values which are believed false.
func (l *look) values(ctx context.Context) error {
	found, err := l.g.believe(ctx, l.g.observations(), l.options.Letters, l.options.Progress)
	if err != nil {
		return err
	}
	s := found.Stats
	l.result.Statistics.ItemCount, l.result.Statistics.ValueCount, l.result.Statistics.PairCount = s.Items, s.Values,
		s.Rescored
	for i := range found.Copies {
		c := &found.Copies[i]
		a, b := evidence.SourceID(c.A), evidence.SourceID(c.B)
		if c.Confirmed || l.g.judged(pairOf(a, b)) || !l.g.wanted(a) && !l.g.wanted(b) {
			continue
		}
		l.add(valueCopy(c))
	}
	return nil
}

// valueCopy makes the link of a copy that was found in shared mistakes.
func valueCopy(c *truth.Copy) Copy {
	from, to := max(c.A, c.B), min(c.A, c.B)
	if c.Direction.By != truth.DirectionUnknown {
		from, to = c.Direction.Copier, c.Direction.Original
	}
	d := evidence.Derivation{From: evidence.SourceID(from), To: evidence.SourceID(to), Kind: evidence.Copies,
		CopiedShare: rounded(c.Kappa),
		Detector:    DetectorStatistical, Status: evidence.Suggested}
	d.Provenance.RecordedFrom = "what both say of the same items (" + DetectorStatistical + ")"
	d.Provenance.Justification = whyMistakes(c)
	return Copy{Derivation: d, Directed: c.Direction.By != truth.DirectionUnknown,
		DirectedBy: strings.ToLower(string(c.Direction.By))}
}

// toldMistakes is how many shared mistakes are told.
const toldMistakes = 3

func whyMistakes(c *truth.Copy) string {
	var examples []string
	for _, m := range c.Mistakes[:min(len(c.Mistakes), toldMistakes)] {
		examples = append(examples, fmt.Sprintf("%q for %q, which %s", m.Value, m.Item, others(m.Holders-2)))
	}
	text := fmt.Sprintf(
		"They share %s that %s believed false, and differ on %s: %s.", wording.Count(c.SharedFalse, "value"),
		wording.Choose(c.SharedFalse, "is", "are"), wording.Count(c.Different, "item"), strings.Join(examples, "; "))
	switch c.Direction.By {
	case truth.DirectionTime:
		text += " It gave them later."
	case truth.DirectionCompleteness:
		text += " All that it gives values of, the other does too."
	case truth.DirectionAccuracy:
		text += " It is right as often as the other only on what both give."
	default:
		text += " " + undirected
	}
	return text
}

func others(n int) string {
	if n == 0 {
		return "nobody else says"
	}
	return fmt.Sprintf("%s %s", wording.Count(n, "other"), wording.Choose(n, "says", "say"))
}
