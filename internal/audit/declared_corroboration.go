package audit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// A declared corroboration in which the corroborating source is the corroborated one. HIGH if two of the sources
// named are one, or if the only one named is the claimant's own or the only outlet that supports the claim; MEDIUM if
// two of the sources are of one outlet or have an author in common. It weighs 1.
var selfCorroborationRule = rule{
	code: SelfCorroboration,
	meaning: "a declared corroboration names one source twice, or two of one outlet or author, or one alone that is " +
		"the claimant's " +
		"or the only outlet that supports the claim",
	severity: "HIGH; MEDIUM for one outlet or author",
	remedy: "Do not repeat that it is corroborated. Look for another source, or retract the declaration if it was " +
		"recorded by mistake.",
}

// A declared corroboration that the graph shows not to be independent. HIGH if two of the sources have one and the
// same basis, else MEDIUM. It weighs the largest overlap.
var dependentCorroborationRule = rule{
	code:     DependentCorroboration,
	meaning:  "a declared corroboration is not independent",
	severity: "HIGH if two of its sources have the same basis, else MEDIUM",
	remedy:   "Do not repeat that it is confirmed independently. Say what the sources share.",
}

// A declared corroboration of which nobody can know whether it is independent. MEDIUM; LOW if it names one source and
// no counterpart. It weighs the counterparts.
var unknownCorroborationRule = rule{
	code:     UnknownCorroboration,
	meaning:  "it cannot be known whether a declared corroboration is independent",
	severity: "MEDIUM; LOW if it names no counterpart",
	remedy:   "Ask the sources what they rest on, and record it. Until then say that independence is not known.",
}

// declaration is a declared corroboration with its sources as they are shown.
type declaration struct {
	*evidence.Corroboration
	records []evidence.Link    // all that declare it
	sources []*evidence.Source // nil if one is no part of the evidence
	text    string             // "A and B are declared to confirm "X" independently (line 9)"
}

// corroborations judges each declaration. Records that name the same sources are one declaration.
func (w *witness) corroborations() {
	records := map[string][]evidence.Link{}
	var first []*evidence.Corroboration
	for _, c := range w.Corroborations() {
		key := sourcesOf(c)
		if records[key] == nil {
			first = append(first, c)
		}
		records[key] = append(records[key], c)
	}
	for _, c := range first {
		w.corroboration(w.declaration(c, records[sourcesOf(c)]))
	}
}

// sourcesOf returns the ids of the sources that a corroboration names, in one order.
func sourcesOf(c *evidence.Corroboration) string {
	ids := slices.Sorted(slices.Values(c.Sources))
	return fmt.Sprint(ids)
}

func (w *witness) declaration(c *evidence.Corroboration, records []evidence.Link) declaration {
	d := declaration{Corroboration: c, records: records, sources: make([]*evidence.Source, len(c.Sources))}
	names := make([]string, len(c.Sources))
	for i, id := range c.Sources {
		d.sources[i], names[i] = w.Shown(id), evidence.ID(id).Key()
		if d.sources[i] != nil {
			names[i] = w.Label(d.sources[i])
		}
	}
	d.text = fmt.Sprintf("%s %s declared to confirm %s", wording.JoinMost(names, mostNamed, "and"),
		wording.Choose(len(names), "is", "are"), called(w.Claim))
	if len(names) > 1 {
		d.text += " independently"
	}
	if quotes := c.Provenance.Quotes; len(quotes) > 0 && quotes[0].Place() != "" {
		d.text += " (" + quotes[0].Place() + ")"
	}
	return d
}

// corroboration notes the first thing that there is to object to a declaration.
func (w *witness) corroboration(d declaration) {
	o := observation{about: string(w.Claim.ID) + " " + sourcesOf(d.Corroboration), sources: len(d.Sources),
		subjects: someNodes(d.sources...), change: 1}
	o.steps = func() []evidence.Link { return d.records }
	objection := ""
	switch {
	case len(d.Sources) == 1:
		o.code, o.severity, objection = w.single(d)
		if o.code == UnknownCorroboration {
			o.change = 0
		}
	default:
		if o.severity, objection = w.itself(d); objection != "" {
			o.code = SelfCorroboration
			break
		}
		w.judge(d, &o, &objection)
	}
	if o.code != "" {
		o.lead = func() string { return d.text + ", " + objection }
		w.note(o)
	}
}

// judge holds a declaration against what the graph knows.
func (w *witness) judge(d declaration, o *observation, objection *string) {
	verdict, pairs, err := w.Verdict(d.Corroboration)
	if err != nil {
		return // of another claim, which is not so: it comes from this one's list
	}
	switch verdict {
	case convergence.Unknown:
		o.code, o.severity, o.change = UnknownCorroboration, Medium, float64(len(d.Sources)-1)
		*objection = "but this cannot be known: " + w.silent(d, pairs)
	case convergence.Same, convergence.Dependent:
		worst := pairs[0]
		for _, p := range pairs {
			if p.Overlap > worst.Overlap || rank(p.Verdict) > rank(worst.Verdict) {
				worst = p
			}
		}
		o.code, o.severity, o.change = DependentCorroboration, Medium, worst.Overlap
		*objection = fmt.Sprintf("but %s and %s overlap by %s", w.Label(worst.A), w.Label(worst.B),
			percent(worst.Overlap))
		if worst.Overlap == 0 {
			*objection = fmt.Sprintf("but %s and %s are not independent", w.Label(worst.A), w.Label(worst.B))
		}
		if worst.Verdict == convergence.Same {
			o.severity, *objection = High, fmt.Sprintf("but %s and %s rest on the same and count once", w.Label(worst.A),
				w.Label(worst.B))
		}
		if len(worst.Reasons) > 0 {
			steps, texts := slices.Clone(d.records), []string{}
			for _, r := range worst.Reasons {
				texts, steps = append(texts, r.Text), append(steps, r.Steps...)
			}
			*objection += ": " + strings.Join(texts, "; ")
			o.steps = func() []evidence.Link { return steps }
		}
	}
}

// rank orders verdicts by how much they object.
func rank(v convergence.IndependenceVerdict) int {
	return slices.Index([]convergence.IndependenceVerdict{convergence.Dependent, convergence.Same}, v)
}

// silent names the sources of which it is not known what they rest on.
func (w *witness) silent(d declaration, pairs []convergence.Independence) string {
	if len(pairs) == 0 || slices.Contains(d.sources, nil) {
		return "not all of them are part of the evidence at this moment"
	}
	missing, mayBeOne := map[evidence.ID]bool{}, false
	for _, p := range pairs {
		for _, n := range p.Missing {
			if n.Code == convergence.NoteMayBeOne {
				mayBeOne = true
			} else {
				missing[n.Nodes[0].NodeID()] = true
			}
		}
	}
	if len(missing) == 0 && mayBeOne {
		return "records that they rest on may be one"
	}
	silent := slices.DeleteFunc(slices.Clone(d.sources), func(s *evidence.Source) bool { return !missing[s.NodeID()] })
	return fmt.Sprintf("%s %s not name everything %s on", w.names(silent), wording.Choose(len(silent), "does", "do"),
		wording.Choose(len(silent), "it rests", "they rest"))
}

// itself reports whether two sources of a declaration are one, or of one outlet or author.
func (w *witness) itself(d declaration) (Severity, string) {
	severity, objection := Low, ""
	for i, a := range d.sources {
		for _, b := range d.sources[i+1:] {
			switch {
			case a == nil || b == nil:
			case a.ID == b.ID:
				return High, fmt.Sprintf("but %s is named twice, under two ids of one source", w.Label(a))
			case objection != "":
			case w.sameOutlet(a, b):
				severity, objection = Medium, fmt.Sprintf("but %s and %s are of one outlet, %s", w.Label(a), w.Label(b),
					nameOf(w.outlet(a)))
			default:
				if author := w.commonAuthor(a, b); author != nil {
					severity, objection = Medium, fmt.Sprintf("but %s and %s have one author, %s", w.Label(a), w.Label(b),
						nameOf(author))
				}
			}
		}
	}
	return severity, objection
}

// single judges a declaration that names no counterpart.
func (w *witness) single(d declaration) (Code, Severity, string) {
	source := d.sources[0]
	if source == nil {
		return UnknownCorroboration, Low, "but no other source is named"
	}
	if by := w.claimant(source); by != "" {
		return SelfCorroboration, High, fmt.Sprintf("but %s made the claim in the first place", by)
	}
	others := slices.ContainsFunc(w.Supporting.Sources(), func(s convergence.SideSource) bool {
		return s.Source.ID != source.ID && !w.sameOutlet(s.Source, source)
	})
	if others || w.Supporting.SourceCount == 0 {
		return UnknownCorroboration, Low, "but no other source is named that it would be independent of"
	}
	return SelfCorroboration, High, "but no other source supports it: it corroborates itself"
}

// claimant returns the outlet or author of a source if that is who made the claim, "" if it is not.
func (w *witness) claimant(s *evidence.Source) string {
	parties := []evidence.ID{evidence.ID(s.Outlet)}
	for _, id := range s.Authors {
		parties = append(parties, evidence.ID(id))
	}
	for _, id := range parties {
		if p := w.Party(id); p != nil && w.Claim.Claimant != "" && strings.EqualFold(nameOf(p), w.Claim.Claimant) {
			return nameOf(p)
		}
	}
	return ""
}

func (w *witness) outlet(s *evidence.Source) evidence.Node { return w.Party(evidence.ID(s.Outlet)) }

func (w *witness) sameOutlet(a, b *evidence.Source) bool {
	outlet := w.outlet(a)
	return outlet != nil && outlet == w.outlet(b)
}

func (w *witness) commonAuthor(a, b *evidence.Source) evidence.Node {
	for _, x := range a.Authors {
		for _, y := range b.Authors {
			if p := w.Party(evidence.ID(x)); p != nil && p == w.Party(evidence.ID(y)) {
				return p
			}
		}
	}
	return nil
}
