package audit

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// Recorded copies between sources of the evidence reach the policy's least share: one finding for all that have one
// text. MEDIUM if they are confirmed and the sources say so themselves, LOW if they are suggested and nobody has
// looked; a rejected copy is no finding. It weighs the largest share that each source copies.
var textCopyRule = rule{
	code: TextCopy,
	meaning: "copies of one text are recorded, of at least the policy's share, " +
		"by sources that say so, or not yet reviewed",
	severity: "MEDIUM if confirmed, LOW if only suggested",
	remedy:   "Compare the texts, and confirm or reject what is only suggested: credence review.",
	sentence: (*record).copiedText,
}

// Sources depend on another and do not say so. HIGH if a confirmed copy shows it and no declared way leads from them
// to any that has the text; it weighs the largest share that each source copies. LOW, a hint, if a source that
// declares no link at all quotes five words in a row that an earlier source of the same side quotes too, and that are
// neither the claim's own nor recorded of both from one place; it weighs 1 for each such source.
var undisclosedDerivationRule = rule{
	code: UndisclosedDerivation,
	meaning: "sources have a confirmed copy of a text to which no declared link leads; or sources that declare no " +
		"link quote five words " +
		"in a row that an earlier one quotes, not the claim's own and not recorded of both from one place",
	severity: "HIGH for a copy, LOW for words",
	remedy:   "Count the sources once. Compare the texts, and ask the later ones where they got the words.",
	sentence: (*record).copiedText,
}

// cluster is a set of sources that recorded copies lead through: all of them have one text.
type cluster struct {
	pairs     []convergence.TextCopy
	confirmed bool
}

// copies notes the clusters of copied texts, and returns those that somebody confirmed. Of a cluster the sources that
// say where they have the text from are one finding, and those that do not are another.
func (w *witness) copies() (out []explained) {
	var sets [2][]convergence.TextCopy // suggested, confirmed
	for _, k := range w.Copies() {
		at := 0
		if k.Link.Status == evidence.Confirmed {
			at = 1
		}
		sets[at] = append(sets[at], k)
	}
	for at, pairs := range sets {
		for _, c := range clustersOf(pairs, at == 1) {
			if c.confirmed {
				out = append(out, explained{of: c.members(), at: -1})
			}
			open, hidden := c.divided()
			w.copied(open, TextCopy)
			w.copied(hidden, UndisclosedDerivation)
		}
	}
	return out
}

// clustersOf puts pairs that have a source in common together, in the order of the first of each.
func clustersOf(pairs []convergence.TextCopy, confirmed bool) []cluster {
	var out []cluster
	at := map[evidence.SourceID]int{} // by source: its cluster
	for _, p := range pairs {
		i, known := at[p.Taker.ID]
		j, other := at[p.Taken.ID]
		switch {
		case !known && !other:
			i = len(out)
			out = append(out, cluster{confirmed: confirmed})
		case !known:
			i = j
		case other && i != j:
			i, j = min(i, j), max(i, j)
			for id := range out[j].members() {
				at[id] = i
			}
			out[i].pairs = append(out[i].pairs, out[j].pairs...)
			out[j].pairs = nil
		}
		at[p.Taker.ID], at[p.Taken.ID] = i, i
		out[i].pairs = append(out[i].pairs, p)
	}
	return slices.DeleteFunc(out, func(c cluster) bool { return len(c.pairs) == 0 })
}

func (c cluster) members() map[evidence.SourceID]bool {
	out := map[evidence.SourceID]bool{}
	for _, p := range c.pairs {
		out[p.Taker.ID], out[p.Taken.ID] = true, true
	}
	return out
}

// divided divides a cluster by who takes: those who declare that they take from another of it, or of whom nobody has
// confirmed that they do, and those who hide it.
func (c cluster) divided() (open, hidden cluster) {
	declares := map[evidence.SourceID]bool{}
	for _, p := range c.pairs {
		declares[p.Taker.ID] = declares[p.Taker.ID] || p.Declared
	}
	open.confirmed, hidden.confirmed = c.confirmed, c.confirmed
	for _, p := range c.pairs {
		if part := &open; c.confirmed && !declares[p.Taker.ID] {
			hidden.pairs = append(hidden.pairs, p)
		} else {
			part.pairs = append(part.pairs, p)
		}
	}
	return open, hidden
}

// copied notes what the sources of a part of a cluster take from their origin.
func (w *witness) copied(c cluster, code Code) {
	if len(c.pairs) == 0 {
		return
	}
	slices.SortFunc(c.pairs, func(a, b convergence.TextCopy) int {
		return cmp.Or(cmp.Compare(a.Taker.ID, b.Taker.ID), cmp.Compare(a.Taken.ID, b.Taken.ID),
			cmp.Compare(a.Link.ID, b.Link.ID))
	})
	takers, from := c.takers(), c.from()
	o := observation{code: code, about: "text of " + idsOf(from), severity: Low, sources: len(takers)}
	for _, t := range takers {
		o.subjects = append(o.subjects, t.source)
		o.change += t.share
		o.takers = append(o.takers, taker{t.source.ID, w.Label(t.source), t.share})
	}
	o.subjects = append(o.subjects, nodesOf(from)...)
	switch {
	case code == UndisclosedDerivation:
		o.severity = High
	case c.confirmed:
		o.about, o.severity = "confirmed "+o.about, Medium
	}
	o.lead = func() string { return w.names(from) }
	o.tail = func() string {
		if code == UndisclosedDerivation {
			return fmt.Sprintf(" and %s no link to %s", wording.Choose(len(takers), "declares", "declare"),
				wording.Choose(len(from), "it", "them"))
		}
		return " (" + c.status() + ")"
	}
	o.steps = func() []evidence.Link {
		var out []evidence.Link
		for _, p := range c.pairs {
			out = append(out, p.Link)
		}
		return out
	}
	w.note(o)
}

// copier is a source with the largest share of its text that it copies.
type copier struct {
	source *evidence.Source
	share  float64
}

// takers returns the sources that take, by id.
func (c cluster) takers() []copier {
	var out []copier
	for _, p := range c.pairs {
		if last := len(out) - 1; last < 0 || out[last].source.ID != p.Taker.ID {
			out = append(out, copier{source: p.Taker})
		}
		last := &out[len(out)-1]
		last.share = max(last.share, *p.Link.CopiedShare)
	}
	return out
}

// from returns the sources that the others take from and that take from none themselves, by id; all that are taken
// from if there is none, as where two texts are recorded as copies of each other.
func (c cluster) from() []*evidence.Source {
	takes := map[evidence.SourceID]bool{}
	for _, p := range c.pairs {
		takes[p.Taker.ID] = true
	}
	var all, ends []*evidence.Source
	for _, p := range c.pairs {
		all = append(all, p.Taken)
		if !takes[p.Taken.ID] {
			ends = append(ends, p.Taken)
		}
	}
	if len(ends) == 0 {
		ends = all
	}
	slices.SortFunc(ends, func(a, b *evidence.Source) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(ends, func(a, b *evidence.Source) bool { return a.ID == b.ID })
}

// status says who found the copies, and whether they are confirmed.
func (c cluster) status() string {
	var by []string
	for _, p := range c.pairs {
		if p.Link.Detector != "" {
			by = append(by, p.Link.Detector)
		}
	}
	slices.Sort(by)
	text := ""
	if by = slices.Compact(by); len(by) > 0 {
		text = " by " + wording.Join(by, "and")
	}
	if c.confirmed {
		return "found" + text + " and confirmed"
	}
	return "suggested" + text + ", not confirmed"
}

// passages notes who uses the same words as an earlier source: those who use the same words of one source are one
// finding.
func (w *witness) passages(side *convergence.Side, on sides) {
	list := side.SharedPassages()
	for i, p := range list {
		same := func(other convergence.SharedPassage) bool { return other.Taken == p.Taken && other.Words == p.Words }
		if slices.ContainsFunc(list[:i], same) {
			continue
		}
		o := observation{
			code: UndisclosedDerivation, about: "words of " + string(p.Taken.ID) +
				": " + p.Words, severity: Low, sides: on,
			lead: func() string { return fmt.Sprintf("%s (%q)", w.Label(p.Taken), p.Words) },
			tail: func() string { return "" },
		}
		var steps []evidence.Link
		for _, other := range list[i:] {
			if same(other) {
				o.subjects = append(o.subjects, other.Taker)
				o.takers = append(o.takers, taker{id: other.Taker.ID, name: w.Label(other.Taker)})
				steps = append(steps, other.Said[0])
			}
		}
		o.sources, o.change = len(o.takers), float64(len(o.takers))
		o.subjects = append(o.subjects, p.Taken)
		o.steps = func() []evidence.Link { return append(steps, p.Said[1]) }
		w.note(o)
	}
}

// takersOf names who takes, and says how much each copies: "A, B and C copy 80% to 95% of", "A uses the same words as".
func (r *record) takersOf() string {
	list := make([]takerOf, 0, len(r.takers))
	for _, t := range r.takers {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b takerOf) int { return cmp.Compare(a.id, b.id) })
	names, least, most := make([]string, len(list)), 1.0, 0.0
	for i, t := range list {
		names[i], least, most = t.name, min(least, t.share), max(most, t.share)
	}
	who := wording.JoinMost(names, mostNamed, "and")
	switch {
	case most == 0:
		return who + wording.Choose(len(list), " uses", " use") + " the same words as"
	case percent(least) == percent(most):
		return who + wording.Choose(len(list), " copies ", " copy ") + percent(most) + " of"
	}
	return who + " copy " + percent(least) + " to " + percent(most) + " of"
}

// copiedText is the sentence on copies and shared passages.
func (r *record) copiedText() string {
	tail := r.tail
	if tail == "" {
		tail = wording.Choose(len(r.takers), " and declares no link", " and declare no link")
	}
	return fmt.Sprintf("In the evidence for %s, %s %s%s.", r.what(), r.takersOf(), r.lead, tail)
}
