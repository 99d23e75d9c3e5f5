package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// check judges the lines by one another and by the graph. After it, every line that is not marked bad can be written.
func (im *importer) check(ctx context.Context) error {
	if err := im.settleVersions(ctx); err != nil {
		return err
	}
	if err := im.completePartial(ctx, grammar.PlainNodes); err != nil {
		return err
	}
	for _, stage := range []grammar.Kinds{grammar.KindsOf(grammar.SourceLines), grammar.KindsOf(grammar.ReviewLines)} {
		if err := im.checkReferences(ctx, stage); err != nil {
			return err
		}
	}
	if err := im.completePartial(ctx, grammar.KindsOf(grammar.ReviewLines)); err != nil {
		return err
	}
	if err := im.checkReferences(ctx, grammar.Links); err != nil {
		return err
	}
	im.countLinks()
	if err := im.checkOpposites(ctx); err != nil {
		return err
	}
	return im.noteParallels(ctx)
}

// checkReferences refuses lines of some kinds that name a node that is neither in the files nor in the graph.
func (im *importer) checkReferences(ctx context.Context, of grammar.Kinds) error {
	if err := im.askForNodes(ctx); err != nil {
		return err
	}
	for l, at := range im.index.lines {
		if at.bad || !of.Has(at.kind) {
			continue
		}
		var f *grammar.Fault
		switch at.kind {
		case grammar.OwnershipLines:
			f = im.checkEnds(l, "asset", "owner")
		case grammar.FundingLines:
			f = im.checkEnds(l, "recipient", "funder")
		default:
			f = im.checkNamed(l, at.kind)
		}
		if f != nil {
			im.refuse(l, f)
		}
	}
	return nil
}

func (im *importer) checkNamed(l int, kind grammar.LineKind) *grammar.Fault {
	for i, n := range im.index.references(l) {
		if (i == 0 && kind.IsNode()) || im.index.known(n) {
			continue
		}
		return im.absent(fieldOf(kind, i, im.index.nodes[n].id.Kind()), n)
	}
	return nil
}

// absent says that a node is neither in the files nor in the graph, and why where a line of its own is bad.
func (im *importer) absent(field string, n int32) *grammar.Fault {
	node := im.index.nodes[n]
	if node.badLine > 0 {
		return grammar.Faultf(field, "%q is not in the graph and its own line is bad (%s); expected %s that is there",
			node.id, im.place(int(node.badLine)-1), node.id.Kind().One())
	}
	return grammar.Faultf(field, "%q is neither in the files nor in the graph; expected %s that is there", node.id,
		node.id.Kind().One())
}

// checkEnds settles what the ends of an ownership or funding are.
func (im *importer) checkEnds(l int, fields ...string) *grammar.Fault {
	x := im.index
	refs := x.references(l)
	for i, field := range fields {
		a, b := refs[2*i], refs[2*i+1]
		switch {
		case b == none && !x.known(a):
			return im.absent(field, a)
		case b == none:
		case x.known(a) && x.known(b):
			return grammar.Faultf(field, "%q is found as %s and as %s; expected one of these ids in full",
				x.nodes[a].id.Key(), x.nodes[a].id, x.nodes[b].id)
		case !x.known(a) && !x.known(b):
			return grammar.Faultf(field,
				"%q is neither in the files nor in the graph, as %s or as %s; expected one that is there",
				x.nodes[a].id.Key(), x.nodes[a].id.Kind().One(), x.nodes[b].id.Kind().One())
		}
	}
	if a, b := x.ends(refs); a == b {
		return grammar.Faultf(fields[1], "%q stands on both ends; expected two different ids", b)
	}
	return nil
}

// fieldOf returns the field in which a line names its reference number i, a node of a kind.
func fieldOf(line grammar.LineKind, i int, kind evidence.Kind) string {
	switch line {
	case grammar.StatementLines, grammar.ConfirmationLines:
		return string(kind)
	case grammar.DerivationLines, grammar.CopyLines:
		return []string{"from", "to", "claims"}[min(i, 2)]
	case grammar.RelationLines:
		return []string{"from", "to"}[min(i, 1)]
	case grammar.InterestLines:
		return []string{"holder", "claim"}[min(i, 1)]
	case grammar.SameLines, grammar.DistinctLines:
		return "ids"
	}
	switch kind {
	case evidence.KindOutlet:
		if line == grammar.ReviewLines {
			return "publisher"
		}
		return "outlet"
	case evidence.KindPerson:
		return "authors"
	case evidence.KindSource:
		if line == grammar.ReviewLines {
			return "cites"
		}
		return "sources"
	}
	return string(kind)
}

// askForNodes asks the graph for the nodes that lines name and no good line states.
func (im *importer) askForNodes(ctx context.Context) error {
	if im.empty {
		return nil
	}
	var asked []int32
	for n := range im.index.nodes {
		node := &im.index.nodes[n]
		if node.named && node.good == 0 && !node.asked {
			node.asked = true
			asked = append(asked, int32(n)) // memory ends before the type does
		}
	}
	for some := range slices.Chunk(asked, im.options.BatchSize) {
		ids := make([]evidence.ID, len(some))
		for i, n := range some {
			ids[i] = im.index.nodes[n].id
		}
		objects, err := im.objects(ctx, ids)
		if err != nil {
			return err
		}
		for i, n := range some {
			im.index.nodes[n].inGraph = objects[i].Node != nil
		}
	}
	return nil
}

func (im *importer) objects(ctx context.Context, ids []evidence.ID) ([]evidence.Object, error) {
	objects, err := im.store.Objects(ctx, ids, evidence.Moment{})
	if err != nil {
		return nil, fmt.Errorf("looking up what the lines name: %w", err)
	}
	if len(objects) != len(ids) {
		return nil, &evidence.Error{
			Code: evidence.CodeInternal, Message: "the graph answered for fewer ids than it was asked for",
		}
	}
	return objects, nil
}

// countLinks counts how many good lines state each link of which that matters: those that several lines may state, and
// those whose opposite may be stated. Which these are is found by eight bytes of the id of each link, in order: a
// table of all the ids would be the largest part of what an import holds in memory.
func (im *importer) countLinks() {
	x := im.index
	hashes := make([]uint64, 0, len(x.lines))
	im.eachLink(func(_ int, id evidence.ID) { hashes = append(hashes, keyOf(id).hash()) })
	slices.Sort(hashes)
	matters := map[uint64]bool{}
	for i := 1; i < len(hashes); i++ {
		if hashes[i] == hashes[i-1] {
			matters[hashes[i]] = true
		}
	}
	for l, at := range x.lines {
		if !at.bad {
			x.opposites(l, func(id evidence.ID) {
				opposite := keyOf(id).hash()
				if _, found := slices.BinarySearch(hashes, opposite); found {
					matters[opposite] = true
				}
			})
		}
	}
	im.eachLink(func(l int, id evidence.ID) {
		key := keyOf(id)
		if !matters[key.hash()] {
			return
		}
		s := x.states[key]
		if s.count == 0 {
			s.first = int32(l) // memory ends before the type does
		}
		s.count++
		x.shared = x.shared || s.count > 1
		x.states[key] = s
	})
}

// eachLink calls f with every link that a good line states.
func (im *importer) eachLink(f func(l int, id evidence.ID)) {
	for l, at := range im.index.lines {
		if !at.bad && grammar.Links.Has(at.kind) {
			im.index.linkIDs(l, func(id evidence.ID) { f(l, id) })
		}
	}
}

// completePartial judges the nodes that some line states only in part, by all lines about them and the graph.
func (im *importer) completePartial(ctx context.Context, of grammar.Kinds) error {
	if !slices.ContainsFunc(im.index.nodes, func(n node) bool { return n.partial && of.Has(kindOfNode(n.id)) }) {
		return nil
	}
	open := map[int32][]judged{}
	var whole []int32
	flush := func() error {
		err := im.judge(ctx, whole, open)
		for _, n := range whole {
			delete(open, n)
		}
		whole = whole[:0]
		return err
	}
	err := im.pass(ctx, of, func(l int, r grammar.Record, _ rawLine) error {
		n := im.index.references(l)[0]
		if !im.index.nodes[n].partial {
			return nil
		}
		open[n] = append(open[n], judged{line: l, record: r})
		if len(open[n]) < int(im.index.nodes[n].good) {
			return nil
		}
		whole = append(whole, n)
		if len(whole) < im.options.BatchSize {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// judged is a line with its record.
type judged struct {
	line   int
	record grammar.Record
}

// judge refuses the lines about some nodes that do not add up to what can be recorded.
func (im *importer) judge(ctx context.Context, nodes []int32, lines map[int32][]judged) error {
	old := make([]evidence.Object, len(nodes))
	if !im.empty && len(nodes) > 0 {
		ids := make([]evidence.ID, len(nodes))
		for i, n := range nodes {
			ids[i] = im.index.nodes[n].id
		}
		var err error
		if old, err = im.objects(ctx, ids); err != nil {
			return err
		}
	}
	for i, n := range nodes {
		im.judgeNode(lines[n], old[i].Node)
	}
	return nil
}

// judgeNode takes all the lines if together they make a valid node. If not, it takes those that are valid by
// themselves, then each of the others that stays valid with them.
func (im *importer) judgeNode(lines []judged, old evidence.Node) {
	if mergeAll(lines).Onto(old) == nil {
		return
	}
	var taken, rest []judged
	for _, s := range lines {
		if with := append(slices.Clone(taken), s); s.record.Onto(old) == nil && mergeAll(with).Onto(old) == nil {
			taken = with
		} else {
			rest = append(rest, s)
		}
	}
	for _, s := range rest {
		with := append(slices.Clone(taken), s)
		slices.SortFunc(with, func(a, b judged) int { return a.line - b.line })
		err := mergeAll(with).Onto(old)
		if err == nil {
			taken = with
			continue
		}
		im.refuse(s.line, im.incomplete(s, err))
	}
}

// incomplete says why a line that states a node in part cannot be taken.
func (im *importer) incomplete(s judged, err error) *grammar.Fault {
	f := grammar.FaultOf(err)
	if _, alone := s.record.Validate(); alone == nil || grammar.FaultOf(alone).Field != f.Field {
		return f
	}
	if strings.HasPrefix(f.Message, "missing") {
		f.Message += "; neither the graph nor another line has it"
		return f
	}
	f.Message = fmt.Sprintf("missing; expected %s; neither the graph nor another line has it",
		im.grammar.Expected(im.index.lines[s.line].kind, f.Field))
	return f
}

func mergeAll(lines []judged) grammar.Record {
	merged := lines[0].record
	for _, s := range lines[1:] {
		merged = s.record.Over(merged)
	}
	return merged
}

func kindOfNode(id evidence.ID) grammar.LineKind {
	switch id.Kind() {
	case evidence.KindOrganization:
		return grammar.OrganizationLines
	case evidence.KindPerson:
		return grammar.PersonLines
	case evidence.KindOutlet:
		return grammar.OutletLines
	case evidence.KindClaim:
		return grammar.ClaimLines
	case evidence.KindSource:
		return grammar.SourceLines
	}
	return grammar.ReviewLines
}
