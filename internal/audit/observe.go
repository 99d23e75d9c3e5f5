package audit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
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
	tail     func() string // its end, of the first claim; nil = none
	takers   []taker       // of copies and shared passages: who takes, by id
	lines    int           // of demonstrated lines: how many it concerns,
	allLines int           // and how many there are
	steps    func() []evidence.Link
}

// taker is a source that takes from what a finding is about.
type taker struct {
	id    evidence.SourceID
	name  string
	share float64 // of its text that it copies; 0 = not known
}

// sides says which sides of a claim something is on.
type sides uint8

const (
	supporting sides = 1 << iota
	refuting
)

// take says what so many of a side do.
func (s sides) take(n int) string {
	switch s {
	case supporting:
		return wording.Choose(n, "supports", "support")
	case refuting:
		return wording.Choose(n, "refutes", "refute")
	}
	return wording.Choose(n, "supports or refutes", "support or refute")
}

// witness looks at one answer.
type witness struct {
	*convergence.Convergence
	seen []observation
}

// observe returns all that an answer shows.
func observe(c *convergence.Convergence) []observation {
	w := &witness{Convergence: c}
	copied := w.copies()
	for i, side := range []*convergence.Side{c.Supporting, c.Refuting} {
		on := supporting << i
		told := append(w.circles(side, on), w.bottleneck(side, on)...)
		w.commonOrigins(side, on, append(told, copied...))
		w.commonOwners(side, on)
		w.passages(side, on)
		w.missingOrigins(side, on)
		w.contradictions(side, on)
		w.withdrawals(side, on)
		w.duplicates(side, on)
		w.uncheckable(side, on)
	}
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

// told is what a finding says of sources already: that all of these rest on one thing.
type told struct {
	of map[evidence.SourceID]bool
	at int // the observation's place in what was seen; -1 = it weighs what it weighs
}

// covers reports whether all of some sources are among those of which it is said.
func (t told) covers(sources []*evidence.Source) bool {
	return !slices.ContainsFunc(sources, func(s *evidence.Source) bool { return !t.of[s.ID] })
}

func setOf(sources []*evidence.Source) map[evidence.SourceID]bool {
	out := make(map[evidence.SourceID]bool, len(sources))
	for _, s := range sources {
		out[s.ID] = true
	}
	return out
}

// circles notes the circles that a side leads into, and returns those that something enters: what their sources have in
// common they have by the circle.
func (w *witness) circles(side *convergence.Side, on sides) (out []told) {
	for _, k := range side.Circles(-1) {
		o := observation{
			code: CircularReporting, about: idsOf(k.Members) + fmt.Sprint(k.Grounded), severity: High, sides: on,
			subjects: nodesOf(k.Members), others: nodesOf(k.Dependents), sources: len(k.Dependents),
			lead: func() string { return w.circular(k) },
			steps: func() []evidence.Link {
				return append(w.CircleLinks(k.Members[0].ID), w.ways(k.Dependents, k.Members...)...)
			},
		}
		if k.Grounded {
			o.severity = Medium
			out = append(out, told{of: setOf(k.Dependents), at: len(w.seen)})
		} else {
			o.fallen = fallen(side, k.Dependents)
			o.change = float64(o.fallen)
		}
		w.note(o)
	}
	return out
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

// commonOrigins notes what stands behind several sources of a side: origins behind the same sources once, and none that a
// circle, a bottleneck or a copy tells of the same sources.
func (w *witness) commonOrigins(side *convergence.Side, on sides, already []told) {
	for _, list := range sameSupporters(side.CommonOrigins()) {
		supporters := list[0].Supporters
		excess, severity := 0.0, Low
		var origins []*evidence.Source
		for _, c := range list {
			origins = append(origins, c.Origin)
			if excess += c.Excess; c.Merges {
				severity = Medium
			}
		}
		if i := slices.IndexFunc(already, func(t told) bool { return t.covers(supporters) }); i >= 0 {
			if at := already[i].at; at >= 0 {
				w.seen[at].change += excess
				w.seen[at].others = append(w.seen[at].others, nodesOf(origins)...)
			}
			continue
		}
		w.note(observation{
			code: CommonOrigin, about: idsOf(origins), severity: severity, sides: on, change: excess,
			subjects: nodesOf(origins), others: nodesOf(supporters), sources: len(supporters),
			lead: func() string {
				return w.names(origins) + wording.Choose(len(origins), " stands behind ", " stand behind ")
			},
			steps: func() []evidence.Link { return w.waysToEach(supporters, origins) },
		})
	}
}

// sameSupporters puts origins that stand behind the same sources together, in the order of the first of each.
func sameSupporters(list []convergence.CommonOrigin) [][]convergence.CommonOrigin {
	var out [][]convergence.CommonOrigin
	at := map[string]int{}
	for _, c := range list {
		key := idsOf(c.Supporters)
		i, known := at[key]
		if !known {
			i, at[key] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], c)
	}
	return out
}

// ways returns the links from each of some sources, in their order, to the nearest of others that it takes from.
func (w *witness) ways(from []*evidence.Source, to ...*evidence.Source) []evidence.Link {
	goal := setOf(to)
	var out []evidence.Link
	for _, s := range from {
		if !goal[s.ID] {
			out = append(out, w.WayToAny(s.ID, goal)...)
		}
	}
	return out
}

// waysToEach returns the links from each of some sources, in their order, to each of others that it takes from.
func (w *witness) waysToEach(from, to []*evidence.Source) []evidence.Link {
	var out []evidence.Link
	for _, s := range from {
		for _, t := range to {
			out = append(out, w.Way(s.ID, t.ID)...)
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
			steps: func() []evidence.Link { return append(w.said(side, m.Source), w.ways(m.Supporters, m.Source)...) },
		}
		if side.Demonstrated == 0 {
			o.severity = Medium
		}
		w.note(o)
	}
}

// contradictions notes the sources of a side that take from one of the other. A source that takes it from another of its side
// is told with that one, which is where the two sides meet.
func (w *witness) contradictions(side *convergence.Side, on sides) {
	type pair struct{ source, against *evidence.Source }
	list := side.Contradictions()
	against := make(map[evidence.SourceID]*evidence.Source, len(list))
	for _, k := range list {
		against[k.Source.ID] = k.Against
	}
	resting := map[pair][]*evidence.Source{}
	var pairs []pair
	for _, k := range list {
		turn := k.Source
		for _, step := range w.Way(k.Source.ID, k.Against.ID) {
			if d, is := step.(*evidence.Derivation); is && against[w.Shown(d.From).ID] != nil {
				turn = w.Shown(d.From)
			}
		}
		p := pair{turn, against[turn.ID]}
		if resting[p] == nil {
			pairs = append(pairs, p)
		}
		resting[p] = append(resting[p], k.Source)
	}
	for _, k := range pairs {
		from := resting[k]
		w.note(observation{
			code: ContradictsOwnSource, about: string(k.source.ID) + " " + string(k.against.ID), severity: High, change: float64(len(from)),
			sides: on, sources: len(from), subjects: []evidence.Node{k.source, k.against}, others: nodesOf(from),
			lead: func() string {
				verbs := [2]string{"supports", "refutes"}
				if on == refuting {
					verbs = [2]string{"refutes", "supports"}
				}
				return fmt.Sprintf("%s %s %s and takes from %s, which %s it", w.name(k.source), verbs[0], called(w.Claim), w.name(k.against), verbs[1])
			},
			steps: func() []evidence.Link {
				out := append(w.said(side, k.source), w.Way(k.source.ID, k.against.ID)...)
				other := w.Refuting
				if on == refuting {
					other = w.Supporting
				}
				return append(append(out, w.said(other, k.against)...), w.ways(from, k.source)...)
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

// bottleneck notes what everything of a side goes through, and returns it: what its sources have in common they have there.
func (w *witness) bottleneck(side *convergence.Side, on sides) []told {
	grounded := side.Sources - side.Ungrounded
	if grounded < 2 || side.Lines > 1 {
		return nil
	}
	through := side.Bottlenecks()
	if len(through) == 0 {
		return nil
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
	return []told{{of: setOf(supporters), at: -1}}
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
	list := w.Anachronisms()
	for i, k := range list {
		same := func(other convergence.Anachronism) bool { return other.From == k.From && other.To == k.To }
		if slices.ContainsFunc(list[:i], same) {
			continue // one and the same pair by another link
		}
		o := observation{
			code: Anachronism, about: string(k.From.ID) + " " + string(k.To.ID), severity: Low, sources: 1, subjects: []evidence.Node{k.From, k.To},
			lead: func() string {
				return fmt.Sprintf("%s (%s) is recorded to take from %s (%s), which is later", w.name(k.From), k.From.PublishedAt, w.name(k.To), k.To.PublishedAt)
			},
			steps: func() []evidence.Link {
				var out []evidence.Link
				for _, other := range list[i:] {
					if same(other) {
						out = append(out, other.Link)
					}
				}
				return out
			},
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
	noted := map[string]bool{}
	for _, l := range w.OneSided() {
		if !noted[aboutOwnership(l)] {
			w.note(ownershipNote(l))
		}
		noted[aboutOwnership(l)] = true
	}
}

// aboutOwnership is what a one-sided ownership is about: its ends, by whatever record.
func aboutOwnership(l basis.OneSided) string {
	return string(l.Of.NodeID() + " " + l.By.NodeID())
}

// ownershipNote is what is said of an ownership that one side does not state.
func ownershipNote(l basis.OneSided) observation {
	return observation{
		code: UnreciprocatedOwnership, about: aboutOwnership(l), severity: Low, subjects: []evidence.Node{l.Of, l.By},
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
