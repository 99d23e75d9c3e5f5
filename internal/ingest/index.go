package ingest

import (
	"encoding/binary"
	"encoding/hex"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// index is what is kept in memory of all lines while the files are read several times: which nodes there are and which
// line names which, in some forty bytes a link and two hundred a node, ids included.
type index struct {
	nodes []node
	byID  map[evidence.ID]int32
	lines []line
	refs  []int32 // of all lines, in order: places in nodes
	// from holds the first day of the ownerships, fundings and interests that state one: it is part of their identity.
	from map[int]evidence.Date
	// whole holds the ids of interests and leanings: they are of more than the nodes that the lines name.
	whole map[int]evidence.ID
	// states counts the good lines that state a link, of those links that several lines state or that contradict
	// another.
	states map[linkKey]stating
	shared bool // some link is stated by several lines
	// stamps says of which version the lines are that say so, versions holds these by what they are of, and dated in
	// order.
	stamps   map[int]*version
	versions map[string]*versions
	dated    []*versions
	ended    map[int]evidence.Date // when what a line states ends that later versions do not state
}

// node is a node that some line states or names.
type node struct {
	id      evidence.ID
	good    int32 // good lines that state it
	badLine int32 // one more than the place of a bad line that would have stated it; 0 = none
	named   bool  // a line names it other than by stating it
	partial bool  // some line states it in part only
	asked   bool  // the graph was asked for it
	inGraph bool
}

// line is a line with content.
type line struct {
	refs    uint32 // where its references begin in index.refs; they end where those of the next line begin
	number  int32
	file    int32
	kind    grammar.LineKind // 0 = it could not be read
	variant uint8
	bad     bool // not to be written
	older   bool // not because it is at fault, but because a later version of its record is in force
}

// linkKey is the hash in the id of a link, and the place of its kind after it: who owns an outlet may also pay it, and
// the hash is of the ends alone. A denial comes after all kinds.
type linkKey [14]byte

// hash is a part of the key that two links rarely have in common.
func (k linkKey) hash() uint64 { return binary.BigEndian.Uint64(k[:8]) }

// stating says how many good lines state a link, and which is the first.
type stating struct{ first, count int32 }

// none stands in the references for a second reading that there is not.
const none int32 = -1

func newIndex() *index {
	return &index{byID: map[evidence.ID]int32{}, from: map[int]evidence.Date{}, whole: map[int]evidence.ID{},
		states: map[linkKey]stating{}, stamps: map[int]*version{}, versions: map[string]*versions{},
		ended: map[int]evidence.Date{}}
}

// room makes room for what is likely still to come where a list is full, after so many of all bytes have been read: to
// let it grow bit by bit would hold it twice at the end, when it is largest.
func (x *index) room(read, of int64) {
	x.lines, x.refs, x.nodes = roomIn(x.lines, read, of), roomIn(x.refs, read, of), roomIn(x.nodes, read, of)
}

func roomIn[T any](list []T, read, of int64) []T {
	// a short list grows as it may; an estimate from a beginning unlike the rest can be far off
	const few, most = 1 << 16, 4
	if len(list) < cap(list) || len(list) < few || read <= 0 {
		return list
	}
	more := float64(len(list)) * float64(of-read) / float64(read) * 1.02
	return slices.Grow(list, int(min(more, float64(most*len(list))))+few)
}

// node returns the place of a node.
func (x *index) node(id evidence.ID) int32 {
	at, known := x.byID[id]
	if !known {
		at = int32(len(x.nodes)) // memory ends before the type does
		x.byID[id] = at
		x.nodes = append(x.nodes, node{id: id})
	}
	return at
}

// references returns the nodes that a line names; a node line's own comes first. Those of ownerships and fundings are
// pairs: the two readings of each end, the second none where there is only one.
func (x *index) references(l int) []int32 {
	if l+1 < len(x.lines) {
		return x.refs[x.lines[l].refs:x.lines[l+1].refs]
	}
	return x.refs[x.lines[l].refs:]
}

func (x *index) known(n int32) bool {
	return n != none && (x.nodes[n].good > 0 || x.nodes[n].inGraph)
}

// linkIDs calls add with the id of every link that a line states. All its references must be known.
func (x *index) linkIDs(l int, add func(evidence.ID)) {
	at := x.lines[l]
	refs := x.references(l)
	switch at.kind {
	case grammar.StatementLines:
		add(x.statementID(l, grammar.Stances()[at.variant]))
	case grammar.DerivationLines, grammar.CopyLines:
		kind := evidence.DerivationKinds()[at.variant]
		add(evidence.ID(evidence.DerivationIDOf(evidence.SourceID(x.nodes[refs[0]].id),
			evidence.SourceID(x.nodes[refs[1]].id),
			kind, idsOf[evidence.ClaimID](x, refs[2:]))))
	case grammar.CorroborationLines:
		add(evidence.ID(evidence.CorroborationIDOf(evidence.ClaimID(x.nodes[refs[0]].id),
			idsOf[evidence.SourceID](x, refs[1:]))))
	case grammar.SameLines:
		for _, other := range refs[1:] {
			add(evidence.ID(evidence.SamenessIDOf(x.nodes[refs[0]].id, x.nodes[other].id)))
		}
	case grammar.DistinctLines:
		add(grammar.DenialID(evidence.ID(evidence.SamenessIDOf(x.nodes[refs[0]].id, x.nodes[refs[1]].id))))
	case grammar.OwnershipLines:
		asset, owner := x.ends(refs)
		add(evidence.ID(evidence.OwnershipIDOf(asset, owner, x.from[l])))
	case grammar.FundingLines:
		recipient, funder := x.ends(refs)
		add(evidence.ID(evidence.FundingIDOf(recipient, funder, x.from[l])))
	case grammar.InterestLines, grammar.LeaningLines:
		add(x.whole[l])
	case grammar.ConfirmationLines:
		add(evidence.ID(evidence.ConfirmationIDOf(evidence.SourceID(x.nodes[refs[0]].id))))
	case grammar.RelationLines:
		add(evidence.ID(evidence.RelationIDOf(evidence.ClaimID(x.nodes[refs[0]].id),
			grammar.RelationKinds()[at.variant],
			evidence.ClaimID(x.nodes[refs[1]].id))))
	}
}

// statementID returns the id that a statement line would have with a stance.
func (x *index) statementID(l int, stance evidence.Stance) evidence.ID {
	refs := x.references(l)
	return evidence.ID(evidence.StatementIDOf(evidence.SourceID(x.nodes[refs[0]].id),
		evidence.ClaimID(x.nodes[refs[1]].id), stance))
}

// ends returns what the two ends of an ownership or funding are.
func (x *index) ends(refs []int32) (evidence.ID, evidence.ID) {
	return x.reading(refs[0], refs[1]), x.reading(refs[2], refs[3])
}

func (x *index) reading(a, b int32) evidence.ID {
	if x.known(a) || b == none {
		return x.nodes[a].id
	}
	return x.nodes[b].id
}

// stands reports whether the line that is read again is the one that the index has at l.
func (x *index) stands(l int, f *file, raw rawLine) bool {
	return l < f.end && int(x.lines[l].number) == raw.number
}

// meant returns which reading of a bare key is meant.
func (x *index) meant(m grammar.Mention) evidence.ID {
	if m.Other == "" {
		return m.ID
	}
	return x.reading(x.node(m.ID), x.node(m.Other))
}

func idsOf[S ~string](x *index, refs []int32) []S {
	ids := make([]S, len(refs))
	for i, r := range refs {
		ids[i] = S(x.nodes[r].id)
	}
	return ids
}

// keyOf makes the key of the id of a link.
func keyOf(id evidence.ID) linkKey {
	var key linkKey
	of := slices.Index(evidence.LinkKinds(), id.Kind())
	if of < 0 {
		id, of = grammar.DeniedBy(id), len(evidence.LinkKinds())
	}
	_, _ = hex.Decode(key[:13], []byte(id.Key())) // the ids of links are made by this program
	key[13] = byte(of)
	if of == len(evidence.LinkKinds()) {
		key[0] = ^key[0] // else its hash would be that of the sameness
	}
	return key
}
