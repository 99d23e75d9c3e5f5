package ingest

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// opposites calls add with the id of every link that must not be stated beside one that the line states. All its
// references must be known.
func (x *index) opposites(l int, add func(evidence.ID)) {
	switch at := x.lines[l]; at.kind {
	case grammar.StatementLines:
		if other := grammar.Stances()[at.variant].Opposite(); other != "" {
			add(x.statementID(l, other))
		}
	case grammar.SameLines:
		x.linkIDs(l, func(id evidence.ID) { add(grammar.DenialID(id)) })
	case grammar.DistinctLines:
		x.linkIDs(l, func(id evidence.ID) { add(grammar.DeniedBy(id)) })
	}
}

// checkOpposites refuses what contradicts itself, a source that both supports and refutes a claim and nodes that are
// one and are not: all such lines, and a line that is against what the graph has. To say that nodes are one which the
// graph has as distinct is not a contradiction: it takes that back.
func (im *importer) checkOpposites(ctx context.Context) error {
	x := im.index
	var refused, against []int
	for l, at := range x.lines {
		if at.bad {
			continue
		}
		x.opposites(l, func(id evidence.ID) {
			if other, stated := x.states[keyOf(id)]; stated && !im.index.lines[l].bad {
				im.refuse(l, im.contradicts(l, im.place(int(other.first))))
				refused = append(refused, l)
			}
		})
		if !x.lines[l].bad && (at.kind == grammar.StatementLines && grammar.Stances()[at.variant].Opposite() != "" ||
			at.kind == grammar.DistinctLines) {
			against = append(against, l)
		}
	}
	if !im.empty {
		for some := range slices.Chunk(against, im.options.BatchSize) {
			found, err := im.checkAgainstGraph(ctx, some)
			if err != nil {
				return err
			}
			refused = append(refused, found...)
		}
	}
	for _, l := range refused {
		x.linkIDs(l, func(id evidence.ID) {
			if s, counted := x.states[keyOf(id)]; counted {
				s.count--
				x.states[keyOf(id)] = s
			}
		})
	}
	return nil
}

// contradicts says that another line says the opposite.
func (im *importer) contradicts(l int, other string) *grammar.Fault {
	switch at := im.index.lines[l]; at.kind {
	case grammar.SameLines:
		return grammar.Faultf("ids",
			"are said to be one, but %s says of two of them that they are not; expected one of the two", other)
	case grammar.DistinctLines:
		return grammar.Faultf("ids", "are said not to be one, but %s says that they are; expected one of the two",
			other)
	default:
		return grammar.Faultf("stance",
			"%s, but %s says the opposite of the same source and claim; expected one of the two",
			grammar.Stances()[at.variant], other)
	}
}

// checkAgainstGraph refuses those of the lines, each of which has one opposite, whose opposite stands in the graph.
func (im *importer) checkAgainstGraph(ctx context.Context, lines []int) (refused []int, err error) {
	ids := make([]evidence.ID, 0, len(lines))
	for _, l := range lines {
		im.index.opposites(l, func(id evidence.ID) { ids = append(ids, id) })
	}
	objects, err := im.objects(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, l := range lines {
		if objects[i].Link == nil || im.replaced(l, ids[i]) {
			continue
		}
		if at := im.index.lines[l]; at.kind == grammar.DistinctLines {
			im.refuse(l, grammar.Faultf("ids",
				"are said not to be one, but the graph has them as one (%s); retract that first if it is wrong",
				ids[i]))
		} else {
			im.refuse(l, grammar.Faultf("stance",
				"%s, but the graph has the source say the opposite of the claim (%s); retract that first if "+
					"it is wrong",
				grammar.Stances()[at.variant], ids[i]))
		}
		refused = append(refused, l)
	}
	return refused, nil
}
