package compare

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// Diff is what lies between two answers for one claim: what merged, split, fell and rose, and which figures that moved.
type Diff struct {
	Before  *convergence.Convergence // nil = there was no such claim
	After   *convergence.Convergence // nil = there is no such claim any more
	changes []Change
}

// Changes returns the changes: first what was changed in the evidence, then for each side, supporting first, what
// became of its sources and figures, then the likelihood, the confidence and the suggested credibility. first < 0 means
// all.
func (d *Diff) Changes(first int) []Change {
	return slices.Clone(d.changes[:tally.UpTo(first, len(d.changes))])
}

// ChangeCode is the stable code of a [Change].
type ChangeCode string

// The codes, in the order in which changes are listed.
const (
	ChangeClaim       ChangeCode = "CLAIM"        // the claim itself is new, or was not yet recorded
	ChangeExcluded    ChangeCode = "EXCLUDED"     // a what-if strikes out a source
	ChangeNoEffect    ChangeCode = "NO_EFFECT"    // what is struck out or rated changes nothing
	ChangeRemoved     ChangeCode = "LINK_REMOVED" // a link of the evidence is gone
	ChangeAdded       ChangeCode = "LINK_ADDED"   // a link of the evidence is new
	ChangeRecord      ChangeCode = "RECORD"       // a source or link is recorded otherwise
	ChangeRating      ChangeCode = "RATING"       // a source or outlet has another letter
	ChangeLeft        ChangeCode = "LEFT"         // sources no longer take the side
	ChangeJoined      ChangeCode = "JOINED"       // sources take the side that did not
	ChangeFell        ChangeCode = "FELL"         // sources have lost all they rest on
	ChangeRose        ChangeCode = "ROSE"         // sources rest on something that stands, and did not
	ChangeSplit       ChangeCode = "SPLIT"        // sources that counted once no longer do
	ChangeMerged      ChangeCode = "MERGED"       // sources that counted apart count once
	ChangeUntraced    ChangeCode = "UNTRACED"     // sources no longer say all that they rest on
	ChangeTraced      ChangeCode = "TRACED"       // sources now say all that they rest on
	ChangeBasis       ChangeCode = "BASIS"        // what sources rest on is divided otherwise
	ChangeFigure      ChangeCode = "FIGURE"       // a figure moved
	ChangeLikelihood  ChangeCode = "LIKELIHOOD"   // the claim is more or less likely
	ChangeConfidence  ChangeCode = "CONFIDENCE"   // the analytic confidence is another
	ChangeCredibility ChangeCode = "CREDIBILITY"  // another Admiralty digit is suggested
)

// Change is one difference between two answers, in a sentence.
type Change struct {
	Code   ChangeCode
	Side   evidence.Stance // SUPPORTS or REFUTES where the change is of one side, else ""
	Text   string
	Nodes  []evidence.Node    // what the sentence speaks of, by id
	Links  []evidence.Link    // the links that are behind it
	Figure convergence.Figure // of a changed figure, else ""
	Before *float64           // of a changed figure; nil = nobody was rated, or nobody looked for interests
	After  *float64
	// Of a changed rating, the letters; "" = not rated.
	ReliabilityBefore, ReliabilityAfter evidence.SourceReliability
}

// Compare says what lies between two answers for a claim, computed from two states of its evidence. One of them may be
// nil: then there was no such claim.
func Compare(before, after *convergence.Convergence) *Diff {
	d := &Diff{Before: before, After: after}
	if before == after {
		return d
	}
	c := &comparison{before: lockedAnalysis(before), after: lockedAnalysis(after)}
	defer c.unlock()
	c.claims(before, after)
	c.evidence()
	for k, stance := range []evidence.Stance{evidence.Supports, evidence.Refutes} {
		c.side(k, stance)
	}
	c.likelihood()
	c.confidence(before, after)
	c.credibility()
	d.changes = c.changes
	return d
}

// comparison is the work of making a diff. It holds the locks of both answers.
type comparison struct {
	before, after *convergence.Analysis // nil where there is no answer
	changes       []Change
}

func lockedAnalysis(c *convergence.Convergence) *convergence.Analysis {
	if c == nil {
		return nil
	}
	return c.Open()
}

func (c *comparison) unlock() {
	for _, a := range []*convergence.Analysis{c.before, c.after} {
		if a != nil {
			a.Mu.Unlock()
		}
	}
}

func (c *comparison) note(change Change) { c.changes = append(c.changes, change) }

func (c *comparison) claims(before, after *convergence.Convergence) {
	switch {
	case before == nil:
		c.note(Change{Code: ChangeClaim, Text: "The claim was not recorded before.", Nodes: []evidence.Node{after.Claim}})
	case after == nil:
		c.note(Change{Code: ChangeClaim, Text: "The claim is not recorded after.", Nodes: []evidence.Node{before.Claim}})
	}
}

func (c *comparison) confidence(before, after *convergence.Convergence) {
	if before == nil || after == nil || before.Confidence == after.Confidence {
		return
	}
	words := map[convergence.AnalyticConfidence]string{convergence.ConfidenceLow: "low",
		convergence.ConfidenceModerate: "moderate", convergence.ConfidenceHigh: "high"}
	c.note(
		Change{Code: ChangeConfidence, Text: "Confidence was " + words[before.Confidence] + " and is " +
			words[after.Confidence] + "."})
}

// standing is where a source stands on one side of one answer.
type standing struct {
	present, named bool
	node           int32
	group          int32 // -1 = ungrounded
}

func (s standing) grounded() bool { return s.present && s.group >= 0 }

func standingOf(a *convergence.Analysis, k int, id evidence.SourceID) standing {
	if a == nil {
		return standing{group: -1}
	}
	v, ok := a.G.Find(id)
	if !ok {
		return standing{group: -1}
	}
	s := a.Side(k)
	i, ok := slices.BinarySearchFunc(s.Positions, v, func(p basis.Position, v int32) int { return cmp.Compare(p.Node, v) })
	if !ok {
		return standing{group: -1}
	}
	group := s.GroupOf[i]
	return standing{present: true, node: v, group: group, named: s.Counts[i]}
}

// member is a source that takes the side in one of the answers, with what became of it.
type member struct {
	id            evidence.SourceID
	before, after standing
}

// members returns the sources that take a side in one of the answers, by id.
func (c *comparison) members(k int) []member {
	var ids []evidence.SourceID
	for _, a := range []*convergence.Analysis{c.before, c.after} {
		if a != nil {
			for _, p := range a.Side(k).Positions {
				ids = append(ids, a.G.Source(p.Node).ID)
			}
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	out := make([]member, len(ids))
	for i, id := range ids {
		out[i] = member{id, standingOf(c.before, k, id), standingOf(c.after, k, id)}
	}
	return out
}

// node returns the record of a source as the answer after shows it, else as the one before did.
func (c *comparison) node(id evidence.SourceID) *evidence.Source {
	for _, a := range []*convergence.Analysis{c.after, c.before} {
		if a != nil {
			if at, ok := a.Ix.SourceAt[id]; ok {
				return a.Ix.Sources[at]
			}
		}
	}
	return nil
}

// name is the short name of a source, from the answer before where that has it.
func (c *comparison) name(id evidence.SourceID) string {
	for _, a := range []*convergence.Analysis{c.before, c.after} {
		if a != nil {
			if v, ok := a.G.Find(id); ok {
				return a.Name(v)
			}
		}
	}
	return evidence.ID(id).Key()
}

// names names sources: the first few, and how many others.
func (c *comparison) names(ids []evidence.SourceID) string {
	texts := make([]string, 0, tally.MaxListed+1)
	for _, id := range ids[:min(len(ids), tally.MaxListed)] {
		texts = append(texts, c.name(id))
	}
	if more := len(ids) - len(texts); more > 0 {
		texts = append(texts, wording.Count(more, "other"))
	}
	return wording.Join(texts, "and")
}

func (c *comparison) nodes(ids []evidence.SourceID) []evidence.Node {
	out := make([]evidence.Node, len(ids))
	for i, id := range ids {
		out[i] = c.node(id)
	}
	return out
}
