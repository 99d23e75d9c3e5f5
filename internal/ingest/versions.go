package ingest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// versions are all that the files hold of one record whose versions are dated.
type versions struct {
	of     string
	all    []*version // the one in force last, once they are settled
	known  evidence.Edition
	stale  bool          // the graph has a later one than all of these
	states []evidence.ID // of the one in force and of those that it ended
}

// version is one of them: the lines that stand for it.
type version struct {
	of     *versions
	at     time.Time
	label  string
	until  evidence.Date
	lines  []int
	states []evidence.ID // that lines of type edition name
}

// stamp notes of which version a line is.
func (x *index) stamp(l int, s *grammar.Stamp) {
	of := s.Of
	if x.lines[l].kind.IsNode() {
		of = string(x.nodes[x.references(l)[0]].id)
	}
	vs := x.versions[of]
	if vs == nil {
		vs = &versions{of: of}
		x.versions[of], x.dated = vs, append(x.dated, vs)
	}
	at := slices.IndexFunc(vs.all, func(v *version) bool { return v.at.Equal(s.At) && v.label == s.Label })
	if at < 0 {
		at = len(vs.all)
		vs.all = append(vs.all, &version{of: vs, at: s.At, label: s.Label})
	}
	v := vs.all[at]
	v.lines, v.states = append(v.lines, l), append(v.states, s.States...)
	v.until = cmp.Or(s.Until, v.until)
	x.stamps[l] = v
}

// inForce returns the latest version, once they are settled.
func (vs *versions) inForce() *version { return vs.all[len(vs.all)-1] }

// settleVersions leaves out the lines of versions that are not in force: of several in the files the latest is, of
// those of one time the one that comes last, unless the graph has a later one.
func (im *importer) settleVersions(ctx context.Context) error {
	if err := im.askForEditions(ctx); err != nil {
		return err
	}
	passed := map[int32]*passedOver{}
	for _, vs := range im.index.dated {
		slices.SortStableFunc(vs.all, func(a, b *version) int { return a.at.Compare(b.at) })
		if vs.stale = vs.known.At.After(vs.inForce().at); vs.stale {
			im.leaveOlder(vs, passed)
			continue
		}
		for i, v := range vs.all[:len(vs.all)-1] {
			for _, l := range v.lines {
				im.settleLine(l, v, vs.all[i+1:])
			}
		}
	}
	for file, p := range passed {
		im.files[file].notes = append(im.files[file].notes, p.text())
	}
	return nil
}

// askForEditions asks the graph which versions of the dated records it has.
func (im *importer) askForEditions(ctx context.Context) error {
	if im.empty {
		return nil
	}
	for some := range slices.Chunk(im.index.dated, im.options.BatchSize) {
		names := make([]string, len(some))
		for i, vs := range some {
			names[i] = vs.of
		}
		known, err := im.store.Editions(ctx, names)
		if err != nil {
			return fmt.Errorf("looking up which versions are in force: %w", err)
		}
		for _, vs := range some {
			vs.known = known[vs.of]
		}
	}
	return nil
}

// settleLine leaves out a line of a version that others follow. An ownership, funding or interest that none of them
// states is kept where the next one says when it ended.
func (im *importer) settleLine(l int, of *version, later []*version) {
	x := im.index
	if x.lines[l].bad {
		return
	}
	kind := x.lines[l].kind
	again := slices.ContainsFunc(later, func(v *version) bool {
		return slices.ContainsFunc(v.lines, func(other int) bool { return x.sameLink(l, other) })
	})
	next := evidence.Succession{Former: evidence.Edition{At: of.at}, Later: evidence.Edition{Until: later[0].until}}
	end, held := next.End(x.from[l], "")
	if again || !lasting.Has(kind) || !held {
		im.leave(l)
		return
	}
	x.ended[l] = end
}

// lasting are the lines about what may end.
var lasting = grammar.KindsOf(grammar.OwnershipLines, grammar.FundingLines, grammar.InterestLines)

// sameLink reports whether two lines state the same link, in the same way.
func (x *index) sameLink(a, b int) bool {
	return x.lines[a].kind == x.lines[b].kind && x.lines[a].variant == x.lines[b].variant && x.from[a] == x.from[b] &&
		x.whole[a] == x.whole[b] && slices.Equal(x.references(a), x.references(b))
}

// leave leaves out a good line, which is not a problem.
func (im *importer) leave(l int) {
	at := &im.index.lines[l]
	if at.bad {
		return
	}
	at.bad, at.older = true, true
	if at.kind.IsNode() {
		im.index.nodes[im.index.references(l)[0]].good--
	}
}

// passedOver counts, for one file, the records of which the graph has later versions.
type passedOver struct {
	records  int
	examples []string
}

// leaveOlder leaves out all versions of a record of which the graph has a later one, and notes it for the files in
// which they stand.
func (im *importer) leaveOlder(vs *versions, passed map[int32]*passedOver) {
	counted := map[int32]bool{}
	for _, v := range vs.all {
		for _, l := range v.lines {
			at := im.index.lines[l]
			im.countUnchanged(l)
			im.leave(l)
			if counted[at.file] {
				continue
			}
			counted[at.file] = true
			p := passed[at.file]
			if p == nil {
				p = &passedOver{}
				passed[at.file] = p
			}
			p.add(vs)
		}
	}
}

// countUnchanged counts what a line about a record does not change.
func (im *importer) countUnchanged(l int) {
	at := im.index.lines[l]
	switch {
	case at.bad:
	case at.kind.IsNode():
		if n := im.index.references(l)[0]; im.index.nodes[n].good == 1 { // the last of the lines about it
			im.summary.Unchanged[im.index.nodes[n].id.Kind()]++
		}
	case at.kind != grammar.EditionLines:
		im.summary.Unchanged[linkKindOf(at.kind)]++
	}
}

// linkKindOf returns the kind of the links that lines of a kind state.
func linkKindOf(kind grammar.LineKind) evidence.Kind {
	switch kind {
	case grammar.StatementLines:
		return evidence.KindStatement
	case grammar.DerivationLines, grammar.CopyLines:
		return evidence.KindDerivation
	case grammar.CorroborationLines:
		return evidence.KindCorroboration
	case grammar.SameLines, grammar.DistinctLines:
		return evidence.KindSameness
	case grammar.OwnershipLines:
		return evidence.KindOwnership
	case grammar.FundingLines:
		return evidence.KindFunding
	case grammar.RelationLines:
		return evidence.KindRelation
	case grammar.InterestLines:
		return evidence.KindInterest
	case grammar.LeaningLines:
		return evidence.KindLeaning
	}
	return evidence.KindConfirmation
}

func (p *passedOver) add(vs *versions) {
	const examples = 3
	if p.records++; p.records <= examples {
		ours, known := dayOrTime(vs.inForce().at), dayOrTime(vs.known.At)
		p.examples = append(p.examples, fmt.Sprintf("%s of %s (the graph has that of %s)", grammar.Shorten(vs.of), ours,
			known))
	}
}

func (p *passedOver) text() string {
	text := strings.Join(p.examples, ", ")
	if more := p.records - len(p.examples); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return "older versions than the graph has, which change nothing: " + text
}

// dayOrTime writes when a version was made, without a time of day that says nothing.
func dayOrTime(t time.Time) string {
	if t = t.Truncate(time.Millisecond); t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339Nano)
}

// replaced reports whether a link of the graph is one that the version of a line replaces.
func (im *importer) replaced(l int, id evidence.ID) bool {
	v := im.index.stamps[l]
	return v != nil && slices.Contains(v.of.known.States, id)
}

// edition adds to the batch of which version a line is. One that is known in part only, because a line of it is bad,
// ends nothing: what the graph has stays.
func (w *writer) edition(v *version) {
	x, vs := w.im.index, v.of
	if last, there := w.editions[vs]; there && last == w.trace.batches {
		return
	}
	w.editions[vs] = w.trace.batches
	inForce := vs.inForce()
	if slices.ContainsFunc(inForce.lines, func(l int) bool { return x.lines[l].bad }) {
		return
	}
	if vs.states == nil {
		vs.states = append(vs.states, inForce.states...)
		for _, each := range vs.all {
			for _, l := range each.lines {
				if !x.lines[l].bad {
					x.linkIDs(l, func(id evidence.ID) { vs.states = append(vs.states, id) })
				}
			}
		}
	}
	e := evidence.Edition{Of: vs.of, At: inForce.at, States: vs.states, Until: vs.next().until}
	w.batch.Editions = append(w.batch.Editions, e)
}

// next returns the first version after the one that the graph has: what only the graph's states ended with it.
func (vs *versions) next() *version {
	for _, v := range vs.all {
		if v.at.After(vs.known.At) {
			return v
		}
	}
	return vs.inForce()
}

// dated makes of a record what its version says: an ownership that a later version ended ends, and what a version
// does not state that the graph has already clears nothing, for somebody may have added it since.
func (w *writer) dated(l int, v *version, r grammar.Record) {
	im := w.im
	if until, ended := im.index.ended[l]; ended {
		r.EndOn(until)
	}
	newer := !v.of.known.At.IsZero() && v.of.known.At.Before(v.at)
	if im.files[im.index.lines[l].file].places != nil && !newer {
		r.KeepUnstated()
	}
}
