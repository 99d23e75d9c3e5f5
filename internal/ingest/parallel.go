package ingest

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// mostParallels is how many parallel links are listed one by one, and mostCompared how many lines with derivations are
// held against what the graph has: with more only the lines are compared with each other.
const (
	mostParallels = 20
	mostCompared  = 20_000
	linksAtOnce   = 100 // sources whose links are read at once
)

// linkReader is a store that can be asked for links; one that is filled in bulk is empty and cannot.
type linkReader interface {
	Links(ctx context.Context, q evidence.LinkQuery) ([]evidence.LinkPage, error)
}

// noteParallels notes the lines by which a source takes from another a second time for the same claims, in the files
// or beside what the graph has: no weight is doubled in silence.
func (im *importer) noteParallels(ctx context.Context) error {
	lines := im.derivations()
	reader, can := im.store.(linkReader)
	compare := can && !im.empty && len(lines) <= mostCompared
	more := 0
	for some := range slices.Chunk(bySource(im.index, lines), linksAtOnce) {
		recorded := map[evidence.SourceID][]*evidence.Derivation{}
		if compare {
			var err error
			if recorded, err = im.recordedLinks(ctx, reader, some); err != nil {
				return err
			}
		}
		for _, of := range some {
			more += im.noteParallelsOf(of,
				recorded[evidence.SourceID(im.index.nodes[im.index.references(of[0])[0]].id)])
		}
	}
	if more > 0 {
		im.summary.Notes = append(im.summary.Notes, fmt.Sprintf("and %d more links are parallel to others", more))
	}
	return nil
}

// derivations returns the good lines that state a derivation that is not a copy, by who takes.
func (im *importer) derivations() []int {
	var lines []int
	for l, at := range im.index.lines {
		if at.kind == grammar.DerivationLines && !at.bad {
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(a, b int) int {
		return int(im.index.references(a)[0] - im.index.references(b)[0])
	})
	return lines
}

// bySource divides lines by who takes.
func bySource(x *index, lines []int) [][]int {
	var out [][]int
	for i, l := range lines {
		if i == 0 || x.references(l)[0] != x.references(lines[i-1])[0] {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], l)
	}
	return out
}

// noteParallelsOf notes the parallel links of one source, and returns how many it left out.
func (im *importer) noteParallelsOf(lines []int, recorded []*evidence.Derivation) (more int) {
	list := slices.Clone(recorded)
	stated := map[evidence.DerivationID]int{}
	for _, l := range lines {
		d := im.derivation(l)
		if _, twice := stated[d.ID]; twice {
			continue
		}
		stated[d.ID] = l
		list = slices.DeleteFunc(list, func(other *evidence.Derivation) bool { return other.ID == d.ID })
		list = append(list, d)
	}
	for _, p := range evidence.Parallels(list) {
		l, is := stated[p.Link.ID]
		switch {
		case !is: // both are in the graph already
		case len(im.summary.Notes) == mostParallels:
			more++
		default:
			im.summary.Notes = append(im.summary.Notes, im.place(l)+": "+p.String())
		}
	}
	return more
}

// derivation returns what a line states of a derivation's identity.
func (im *importer) derivation(l int) *evidence.Derivation {
	x := im.index
	refs := x.references(l)
	d := &evidence.Derivation{
		From: evidence.SourceID(x.nodes[refs[0]].id), To: evidence.SourceID(x.nodes[refs[1]].id),
		Kind: evidence.DerivationKinds()[x.lines[l].variant], Claims: idsOf[evidence.ClaimID](x, refs[2:]),
	}
	d.ID = evidence.DerivationIDOf(d.From, d.To, d.Kind, d.Claims)
	return d
}

// recordedLinks returns what the graph has of what sources take from, the first hundred links of each.
func (im *importer) recordedLinks(
	ctx context.Context, reader linkReader, of [][]int,
) (map[evidence.SourceID][]*evidence.Derivation, error) {
	q := evidence.LinkQuery{
		Kind: evidence.KindDerivation, Direction: evidence.Outgoing, Page: evidence.Page{First: 100},
	}
	for _, lines := range of {
		q.Subjects = append(q.Subjects, im.index.nodes[im.index.references(lines[0])[0]].id)
	}
	pages, err := reader.Links(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("looking up what sources take from: %w", err)
	}
	out := map[evidence.SourceID][]*evidence.Derivation{}
	for i, page := range pages {
		for _, at := range page.Links {
			if d, is := at.Link.(*evidence.Derivation); is {
				out[evidence.SourceID(q.Subjects[i])] = append(out[evidence.SourceID(q.Subjects[i])], d)
			}
		}
	}
	return out, nil
}
