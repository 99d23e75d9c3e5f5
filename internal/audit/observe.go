package audit

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// observation is what one claim shows. What is costly to make is made only if the finding shows it for this claim.
type observation struct {
	code     Code
	about    string // what is found, beside the code; equal for all claims that share it
	severity Severity
	change   float64
	subjects []evidence.Node // what it is about, in the order of the sentence
	others   []evidence.Node // who else is concerned
	sources  int             // how many sources for or against the claim it concerns
	fallen   int             // how many of these are left with nothing
	sides    sides
	lead     func() string // the beginning of the sentence, which is the same for all claims
	steps    func() []evidence.Link
}

// sides says which sides of a claim something is on.
type sides uint8

const (
	supporting sides = 1 << iota
	refuting
)

// take says what so many of a side do.
func (s sides) take(n int) string {
	if s == refuting {
		return wording.Choose(n, "refutes", "refute")
	}
	return wording.Choose(n, "supports", "support")
}

// witness looks at one answer.
type witness struct {
	*convergence.Convergence
	seen []observation
}

// observe returns all that an answer shows.
func observe(c *convergence.Convergence) []observation {
	w := &witness{Convergence: c}
	for i, side := range []*convergence.Side{c.Supporting, c.Refuting} {
		on := supporting << i
		w.circles(side, on)
		w.commonOrigins(side, on)
		w.commonOwners(side, on)
		w.passages(side, on)
		w.missingOrigins(side, on)
		w.contradictions(side, on)
		w.bottleneck(side, on)
		w.withdrawals(side, on)
		w.duplicates(side, on)
		w.uncheckable(side, on)
	}
	w.copies()
	w.corroborations()
	w.anachronisms()
	w.oneSided()
	w.excluded()
	return w.seen
}

func (w *witness) note(o observation) { w.seen = append(w.seen, o) }

// name is how sentences call a source: what nobody stands behind by name is quoted.
func (w *witness) name(s *evidence.Source) string {
	if s.Identity == evidence.Unnamed {
		return `"` + w.Label(s) + `"`
	}
	return w.Label(s)
}

// mostNamed is how many names a sentence lists.
const mostNamed = 5

func (w *witness) names(sources []*evidence.Source) string {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = w.name(s)
	}
	return wording.JoinMost(names, mostNamed, "and")
}

// records names records: once where all are called the same.
func (w *witness) records(list []*evidence.Source) string {
	for _, s := range list {
		if len(list) == 1 || w.name(s) != w.name(list[0]) {
			return w.names(list)
		}
	}
	return fmt.Sprintf("%s (%s records)", w.name(list[0]), wording.Number(len(list)))
}

func (w *witness) circles(side *convergence.Side, on sides) {
	for _, k := range side.Circles(-1) {
		o := observation{
			code: CircularReporting, about: idsOf(k.Members) + fmt.Sprint(k.Grounded), severity: High, sides: on,
			subjects: nodesOf(k.Members), others: nodesOf(k.Dependents), sources: len(k.Dependents),
			lead:  func() string { return w.circular(k) },
			steps: func() []evidence.Link { return w.Round(k.Members[0].ID) },
		}
		if k.Grounded {
			o.severity = Medium
		} else {
			o.fallen = fallen(side, k.Dependents)
			o.change = float64(o.fallen)
		}
		w.note(o)
	}
}

// circular is the beginning of a sentence about a circle.
func (w *witness) circular(k convergence.CircularGroup) string {
	text := w.names(k.Members) + wording.Choose(len(k.Members), " takes from itself", " take from each other in a circle")
	if k.Grounded {
		return text + ", which is entered at " + w.names(k.EntryPoints)
	}
	return text + ", and nothing enters it from outside"
}

// fallen counts the sources of a side that rest on nothing that stands.
func fallen(side *convergence.Side, among []*evidence.Source) int {
	listed := make(map[evidence.SourceID]bool, len(among))
	for _, s := range among {
		listed[s.ID] = true
	}
	n := 0
	for _, s := range side.Supporters() {
		if listed[s.Source.ID] && !s.Grounded {
			n++
		}
	}
	return n
}

func (w *witness) commonOrigins(side *convergence.Side, on sides) {
	for _, origin := range side.CommonOrigins() {
		o := observation{
			code: CommonOrigin, about: string(origin.Origin.ID), severity: Low, sides: on, change: origin.Excess,
			subjects: []evidence.Node{origin.Origin}, others: nodesOf(origin.Supporters), sources: len(origin.Supporters),
			lead:  func() string { return w.name(origin.Origin) },
			steps: func() []evidence.Link { return w.ways(origin.Supporters, origin.Origin) },
		}
		if origin.Merges {
			o.severity = Medium
		}
		w.note(o)
	}
}

// ways returns the links from the first two of some sources that take from a source to it.
func (w *witness) ways(from []*evidence.Source, to *evidence.Source) []evidence.Link {
	var out []evidence.Link
	told := 0
	for _, s := range from {
		if way := w.Way(s.ID, to.ID); len(way) > 0 && told < 2 {
			out = append(out, way...)
			told++
		}
	}
	return out
}

func (w *witness) commonOwners(side *convergence.Side, on sides) {
	for _, owner := range side.CommonOwners() {
		o := observation{code: CommonOwner, about: string(owner.Owner.NodeID()), severity: Medium, sides: on, subjects: []evidence.Node{owner.Owner}}
		for _, outlet := range owner.Outlets {
			o.others = append(o.others, outlet.Outlet)
			o.others = append(o.others, nodesOf(outlet.Sources)...)
			o.sources += len(outlet.Sources)
		}
		if o.sources == side.Sources {
			o.severity = High
		}
		o.change = w.Policy.Beta.Owner * float64(o.sources-1)
		o.lead = func() string { return owned(owner) }
		o.steps = func() []evidence.Link {
			var out []evidence.Link
			for _, outlet := range owner.Outlets {
				for _, step := range outlet.Steps {
					out = append(out, step)
				}
			}
			return out
		}
		w.note(o)
	}
}

// owned is the beginning of a sentence about an owner: "Holding owns Daily (54%) and Post (share not stated)".
func owned(owner convergence.CommonOwner) string {
	names := make([]string, len(owner.Outlets))
	for i, outlet := range owner.Outlets {
		share := "share not stated"
		if outlet.Share != nil {
			share = percent(*outlet.Share / 100)
		}
		names[i] = nameOf(outlet.Outlet) + " (" + share + ")"
	}
	return nameOf(owner.Owner) + " owns " + wording.JoinMost(names, mostNamed, "and")
}

func (w *witness) missingOrigins(side *convergence.Side, on sides) {
	for _, m := range side.MissingOrigins() {
		o := observation{
			code: MissingOrigin, about: string(m.Source.ID), severity: Low, sides: on, change: m.AtMost - m.Demonstrated,
			subjects: []evidence.Node{m.Source}, others: nodesOf(m.Supporters), sources: len(m.Supporters),
			lead:  func() string { return w.name(m.Source) + " names no origin" },
			steps: func() []evidence.Link { return w.ways(m.Supporters, m.Source) },
		}
		if side.Demonstrated == 0 {
			o.severity = Medium
		}
		w.note(o)
	}
}

func (w *witness) contradictions(side *convergence.Side, on sides) {
	for _, k := range side.Contradictions() {
		w.note(observation{
			code: ContradictsOwnSource, about: string(w.Claim.ID) + " " + string(k.Source.ID), severity: High, change: 1, sides: on, sources: 1,
			subjects: []evidence.Node{k.Source, k.Against},
			lead: func() string {
				verbs := [2]string{"supports", "refutes"}
				if on == refuting {
					verbs = [2]string{"refutes", "supports"}
				}
				return fmt.Sprintf("%s %s %s and takes from %s, which %s it", w.name(k.Source), verbs[0], called(w.Claim), w.name(k.Against), verbs[1])
			},
			steps: func() []evidence.Link {
				out := append(w.said(side, k.Source), w.Way(k.Source.ID, k.Against.ID)...)
				other := w.Refuting
				if on == refuting {
					other = w.Supporting
				}
				return append(out, w.said(other, k.Against)...)
			},
		})
	}
}

// said returns the first statement of a source on a side.
func (w *witness) said(side *convergence.Side, source *evidence.Source) []evidence.Link {
	for _, s := range side.Supporters() {
		if s.Source.ID == source.ID && len(s.Statements) > 0 {
			return []evidence.Link{s.Statements[0]}
		}
	}
	return nil
}

func (w *witness) bottleneck(side *convergence.Side, on sides) {
	grounded := side.Sources - side.Ungrounded
	if grounded < 2 || side.Lines > 1 {
		return
	}
	through := side.Bottlenecks()
	if len(through) == 0 {
		return
	}
	first := through[0]
	o := observation{
		code: Bottleneck, about: string(first.ID), severity: Medium, change: float64(grounded) - side.Effective, sides: on,
		subjects: nodesOf(through), sources: grounded, lead: func() string { return w.throughOf(through) },
	}
	if grounded > 2 {
		o.severity = High
	}
	var supporters []*evidence.Source
	for _, s := range side.Supporters() {
		if s.Grounded {
			supporters = append(supporters, s.Source)
		}
	}
	o.others = nodesOf(supporters)
	o.steps = func() []evidence.Link {
		return append(w.ways(supporters, first), w.Way(first.ID, through[len(through)-1].ID)...)
	}
	w.note(o)
}

// throughOf names the sources that everything goes through: "Paper, and behind it Memo".
func (w *witness) throughOf(through []*evidence.Source) string {
	text := w.name(through[0])
	if len(through) > 1 {
		text += ", and behind it " + w.names(through[1:])
	}
	return text
}

func (w *witness) anachronisms() {
	for _, k := range w.Anachronisms() {
		o := observation{
			code: Anachronism, about: string(k.Link.ID), severity: Low, sources: 1, subjects: []evidence.Node{k.From, k.To},
			lead: func() string {
				return fmt.Sprintf("%s (%s) is recorded to take from %s (%s), which is later", w.name(k.From), k.From.PublishedAt, w.name(k.To), k.To.PublishedAt)
			},
			steps: func() []evidence.Link { return []evidence.Link{k.Link} },
		}
		if len(w.Upstream(k.From.ID)) == 0 {
			o.severity, o.change, o.fallen = Medium, 1, 1
		}
		w.note(o)
	}
}

func (w *witness) withdrawals(side *convergence.Side, on sides) {
	for _, k := range side.Withdrawals() {
		o := observation{
			code: RetractedUpstream, about: string(k.Source.ID), severity: Medium, change: float64(k.Fallen), sides: on,
			subjects: []evidence.Node{k.Source}, others: nodesOf(k.Resting), sources: len(k.Resting), fallen: k.Fallen,
			lead: func() string {
				return fmt.Sprintf("%s was withdrawn by its publisher (%s)", w.name(k.Source), k.Source.WithdrawnAt)
			},
			steps: func() []evidence.Link { return w.ways(k.Resting, k.Source) },
		}
		if k.Fallen > 0 {
			o.severity = High
		}
		w.note(o)
	}
}

func (w *witness) oneSided() {
	for _, l := range w.OneSided() {
		w.note(ownershipNote(l))
	}
}

// ownershipNote is what is said of an ownership that one side does not state.
func ownershipNote(l convergence.OneSided) observation {
	return observation{
		code: UnreciprocatedOwnership, about: string(l.ID), severity: Low, subjects: []evidence.Node{l.Of, l.By},
		lead: func() string {
			share := ""
			if l.Share != nil {
				share = " (" + percent(*l.Share/100) + ")"
			}
			return fmt.Sprintf("%s is recorded as owner of %s%s, and only one of them states it", nameOf(l.By), nameOf(l.Of), share)
		},
		steps: func() []evidence.Link { return []evidence.Link{l.Ownership} },
	}
}

func nameOf(n evidence.Node) string {
	if l, ok := n.(interface{ Label() string }); ok {
		return l.Label()
	}
	return n.NodeID().Key()
}

// called is how sentences call a claim.
func called(c *evidence.Claim) string { return `"` + strings.TrimSuffix(c.Label(), ".") + `"` }

func percent(share float64) string {
	if share > 0 && share < 0.005 {
		return "under 1%"
	}
	return fmt.Sprintf("%.0f%%", 100*share)
}

func nodesOf(sources []*evidence.Source) []evidence.Node {
	out := make([]evidence.Node, len(sources))
	for i, s := range sources {
		out[i] = s
	}
	return out
}

// someNodes returns those of the sources that are there.
func someNodes(sources ...*evidence.Source) []evidence.Node {
	var out []evidence.Node
	for _, s := range sources {
		if s != nil {
			out = append(out, s)
		}
	}
	return out
}

func idsOf(sources []*evidence.Source) string {
	var b strings.Builder
	for _, s := range sources {
		b.WriteString(string(s.ID))
		b.WriteByte(' ')
	}
	return b.String()
}
