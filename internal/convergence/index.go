package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// linkState reports whether a derivation counts under the policy, and if not why.
type linkState uint8

const (
	linkCounts linkState = iota
	linkRejected
	linkLowConfidence
	linkSuggested
	linkLowKappa
	linkTimeInconsistent
	linkInside // both ends are one source by sameness
	linkStates
)

// index is what does not depend on the claim: the subgraphs with ids as numbers, samenesses folded, and the policy
// applied to every link. It is built once for all the claims of a request. Sources, claims and parties are numbered in
// the order of their ids, so that every later sum has one order whatever the order of the input.
type index struct {
	sub    *evidence.Subgraphs
	policy Policy

	claims     []*evidence.Claim // by id
	claimAt    map[evidence.ClaimID]int32
	claimClass []int32

	sources  []*evidence.Source // one a class, by id; united where several are one
	sourceAt map[evidence.SourceID]int32
	date     []evidence.Span // by class: when it was published
	struck   map[int32]bool
	hidden   map[int32]bool // classes of which the moment shows no record; nil where there are none

	statements     []*evidence.Statement // by claim class, then by id
	statementStart []int32               // by claim class
	statementFrom  []int32               // class of the source

	links      []*evidence.Derivation // by class of from, class of to, id
	linkStart  []int32                // by class of from
	linkTo     []int32
	linkState  []linkState
	scopeStart []int32 // by link; an empty scope applies to every claim
	scopes     []int32 // claim classes

	attributes

	confirmations map[evidence.SourceID]*evidence.Confirmation // by record; nil if no source is confirmed
	confirmed     []bool                                       // by class: see indexConfirmations; nil if no source is confirmed
	openAt        []int32                                      // classes whose basis is an open question in the evidence that this is folded from
	alike         []bool                                       // by class: its basis is divided alike, see [analysis.askWorst]; nil if all are as recorded

	slot []int32 // by source class: number within the graph that is being built, -1 otherwise
}

func newIndex(sub *evidence.Subgraphs, policy Policy) *index {
	policy.Undated = cmp.Or(sub.At.Undated, policy.Undated, evidence.IncludeUndated)
	ix := &index{sub: sub, policy: policy}
	ix.indexClaims()
	ix.indexSources()
	ix.indexStatements()
	ix.indexLinks()
	ix.indexAttributes()
	ix.indexConfirmations()
	ix.slot = make([]int32, len(ix.sources))
	for i := range ix.slot {
		ix.slot[i] = -1
	}
	return ix
}

// pointers returns the addresses of a list's items in the order of compare.
func pointers[T any](list []T, compare func(a, b *T) int) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	if !slices.IsSortedFunc(out, compare) {
		slices.SortFunc(out, compare)
	}
	return out
}

func (ix *index) indexClaims() {
	ix.claims = pointers(ix.sub.Claims, func(a, b *evidence.Claim) int { return cmp.Compare(a.ID, b.ID) })
	ix.claimAt = make(map[evidence.ClaimID]int32, len(ix.claims))
	for i, c := range ix.claims {
		ix.claimAt[c.ID] = int32(i)
	}
	ix.claimClass, _ = ix.fold(len(ix.claims), func(id evidence.ID) (int32, bool) {
		at, ok := ix.claimAt[evidence.ClaimID(id)]
		return at, ok
	})
}

// claimText returns the words of a claim, of claims that are the same those of the smallest id.
func (ix *index) claimText(class int32) string {
	return ix.claims[slices.Index(ix.claimClass, class)].Text
}

func (ix *index) indexSources() {
	records := pointers(ix.sub.Sources, compareSources)
	if len(ix.sub.Hidden) > 0 {
		records = append(records, pointers(ix.sub.Hidden, compareSources)...)
		slices.SortStableFunc(records, compareSources)
	}
	ix.sourceAt = make(map[evidence.SourceID]int32, len(records))
	for i, s := range records {
		ix.sourceAt[s.ID] = int32(i)
	}
	class, classes := ix.fold(len(records), func(id evidence.ID) (int32, bool) {
		at, ok := ix.sourceAt[evidence.SourceID(id)]
		return at, ok
	})
	ix.sources = records
	if classes < len(records) || len(ix.sub.Hidden) > 0 {
		ix.uniteRecords(records, class, classes)
	}
	ix.strike()
	ix.date = make([]evidence.Span, len(ix.sources))
	for i, s := range ix.sources {
		ix.date[i] = s.PublishedAt.Span()
	}
}

func compareSources(a, b *evidence.Source) int { return cmp.Compare(a.ID, b.ID) }

// strike notes the classes that a what-if strikes out.
func (ix *index) strike() {
	for _, id := range ix.sub.Struck {
		if at, ok := ix.sourceAt[id]; ok {
			if ix.struck == nil {
				ix.struck = map[int32]bool{}
			}
			ix.struck[at] = true
		}
	}
}

// gone reports whether a source says nothing any more, or nothing yet: its publisher withdrew it, a what-if strikes it out,
// or the moment hides it.
func (ix *index) gone(class int32) bool {
	return ix.struck[class] || ix.hidden[class] || ix.sources[class].WithdrawnBy(ix.sub.At)
}

// indexStatements sorts the statements that take a side and count under the policy into their claims.
func (ix *index) indexStatements() {
	all := pointers(ix.sub.Statements, func(a, b *evidence.Statement) int { return cmp.Compare(a.ID, b.ID) })
	ix.statementStart = make([]int32, len(ix.claims)+1)
	claim := make([]int32, len(all)) // class of the claim, -1 = does not count
	for i, s := range all {
		claim[i] = -1
		at, known := ix.claimAt[s.Claim]
		if _, out := ix.sourceAt[s.Source]; known && out && s.Stance != evidence.Mentions {
			claim[i] = ix.claimClass[at]
			ix.statementStart[claim[i]+1]++
		}
	}
	total := digraph.Accumulate(ix.statementStart)
	ix.statements = make([]*evidence.Statement, total)
	ix.statementFrom = make([]int32, total)
	next := slices.Clone(ix.statementStart)
	for i, s := range all {
		if c := claim[i]; c >= 0 {
			ix.statements[next[c]], ix.statementFrom[next[c]] = s, ix.sourceAt[s.Source]
			next[c]++
		}
	}
}

// indexLinks sorts the derivations both ends of which are here by their ends, and judges each under the policy.
func (ix *index) indexLinks() {
	all := ix.sub.Derivations
	from := make([]int32, len(all))
	ix.linkStart = make([]int32, len(ix.sources)+1)
	for i := range all {
		from[i] = -1
		f, isFrom := ix.sourceAt[all[i].From]
		if _, isTo := ix.sourceAt[all[i].To]; isFrom && isTo {
			from[i] = f
			ix.linkStart[f+1]++
		}
	}
	n := digraph.Accumulate(ix.linkStart)
	ix.links, ix.linkTo, ix.linkState = make([]*evidence.Derivation, n), make([]int32, n), make([]linkState, n)
	next := slices.Clone(ix.linkStart[:len(ix.sources)])
	for i, f := range from {
		if f >= 0 {
			ix.links[next[f]] = &all[i]
			next[f]++
		}
	}
	ix.scopeStart = make([]int32, 1, n+1)
	var ends []linkEnd
	for f := range ix.sources {
		ends = ix.indexLinksOf(int32(f), ends[:0])
	}
}

// linkEnd is a link with the class of the source that it leads to.
type linkEnd struct {
	to int32
	d  *evidence.Derivation
}

// indexLinksOf puts the links of one source in order and judges them. It returns its buffer.
func (ix *index) indexLinksOf(from int32, ends []linkEnd) []linkEnd {
	first, last := ix.linkStart[from], ix.linkStart[from+1]
	for _, d := range ix.links[first:last] {
		ends = append(ends, linkEnd{ix.sourceAt[d.To], d})
	}
	slices.SortFunc(ends, func(a, b linkEnd) int {
		if a.to != b.to {
			return int(a.to - b.to)
		}
		return cmp.Compare(a.d.ID, b.d.ID)
	})
	for i, e := range ends {
		at := int(first) + i
		ix.links[at], ix.linkTo[at] = e.d, e.to
		ix.linkState[at] = ix.judge(from, e.to, e.d)
		for _, id := range e.d.Claims {
			ix.scopes = append(ix.scopes, ix.scopeOf(id))
		}
		ix.scopeStart = append(ix.scopeStart, int32(len(ix.scopes)))
	}
	return ends
}

// scopeOf returns the class of a claim that a scope names, -1 for a claim that is not here.
func (ix *index) scopeOf(id evidence.ClaimID) int32 {
	at, ok := ix.claimAt[id]
	if !ok {
		return -1
	}
	return ix.claimClass[at]
}

func (ix *index) judge(from, to int32, d *evidence.Derivation) linkState {
	switch {
	case from == to && d.From != d.To:
		return linkInside
	case d.Status == evidence.Rejected:
		return linkRejected
	case !ix.policy.Confident(&d.Provenance):
		return linkLowConfidence
	case d.Kind == evidence.Copies:
		return ix.judgeCopy(d)
	case ix.date[to].EntirelyAfter(ix.date[from]):
		return linkTimeInconsistent
	}
	return linkCounts
}

func (ix *index) judgeCopy(d *evidence.Derivation) linkState {
	switch {
	case d.From == d.To || d.Kappa == nil || *d.Kappa < ix.policy.KappaMin:
		return linkLowKappa
	case d.Status != evidence.Confirmed && !ix.policy.SuggestedCopies:
		return linkSuggested
	}
	return linkCounts
}

// everyClaim in place of a class of claims is no claim in particular: every link applies, whatever its scope.
const everyClaim int32 = -2

// applies reports whether link i is in scope for a class of claims.
func (ix *index) applies(i, claim int32) bool {
	if claim == everyClaim {
		return true
	}
	scope := ix.scopes[ix.scopeStart[i]:ix.scopeStart[i+1]]
	return len(scope) == 0 || slices.Contains(scope, claim)
}

// claimOf returns the claim of a class that has the smallest id.
func (ix *index) claimOf(class int32) *evidence.Claim {
	return ix.claims[slices.Index(ix.claimClass, class)]
}

// firstOf returns the smallest id of claims that are the same.
func (ix *index) firstOf(class int32) evidence.ClaimID {
	for i, c := range ix.claimClass {
		if c == class {
			return ix.claims[i].ID
		}
	}
	return ""
}
