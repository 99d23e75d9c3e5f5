package basis

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// linkState reports whether a derivation counts under the policy, and if not why.
type linkState uint8

// What a policy makes of a derivation.
const (
	LinkCounts linkState = iota
	LinkRejected
	LinkLowConfidence
	LinkSuggested
	LinkLowKappa
	LinkTimeInconsistent
	linkInside // both ends are one source by sameness
	linkStates
)

// Index is what does not depend on the claim: the subgraphs with ids as numbers, samenesses folded, and the policy
// applied to every link. It is built once for all the claims of a request. Sources, claims and parties are numbered in
// the order of their ids, so that every later sum has one order whatever the order of the input.
type Index struct {
	Sub    *evidence.Subgraphs
	Policy Policy

	Claims     []*evidence.Claim // by id
	ClaimAt    map[evidence.ClaimID]int32
	ClaimClass []int32

	Sources     []*evidence.Source // one a class, by id; united where several are one
	SourceAt    map[evidence.SourceID]int32
	Date        []evidence.Span // by class: when it was published
	Excluded    map[int32]bool
	Unpublished map[int32]bool // classes of which the moment shows no record; nil if there are none

	Statements     []*evidence.Statement // by claim class, then by id
	StatementStart []int32               // by claim class
	StatementFrom  []int32               // class of the source

	Links      []*evidence.Derivation // by class of from, class of to, id
	LinkStart  []int32                // by class of from
	LinkTo     []int32
	LinkState  []linkState
	scopeStart []int32 // by link; an empty scope applies to every claim
	scopes     []int32 // claim classes

	attributes

	confirmations map[evidence.SourceID]*evidence.Confirmation // by record; nil if no source is confirmed
	// by class: see indexConfirmations; nil if no source is confirmed
	confirmed []bool
	// classes whose basis is an open question in the evidence that this is folded from
	OpenAt []int32
	// by class: its basis is divided alike, see package tally; nil if all are as recorded
	DividedAlike []bool

	slot []int32 // by source class: number within the graph that is being built, -1 otherwise
}

// NewIndex numbers the records of sub, folds samenesses into classes, and decides which links count under the policy.
func NewIndex(sub *evidence.Subgraphs, policy Policy) *Index {
	policy.Undated = cmp.Or(sub.At.Undated, policy.Undated, evidence.IncludeUndated)
	ix := &Index{Sub: sub, Policy: policy}
	ix.indexClaims()
	ix.indexSources()
	ix.indexStatements()
	ix.indexLinks()
	ix.indexAttributes()
	ix.indexConfirmations()
	ix.slot = make([]int32, len(ix.Sources))
	for i := range ix.slot {
		ix.slot[i] = -1
	}
	return ix
}

// Pointers returns the addresses of a list's items in the order of compare.
func Pointers[T any](list []T, compare func(a, b *T) int) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	if !slices.IsSortedFunc(out, compare) {
		slices.SortFunc(out, compare)
	}
	return out
}

func (ix *Index) indexClaims() {
	ix.Claims = Pointers(ix.Sub.Claims, func(a, b *evidence.Claim) int { return cmp.Compare(a.ID, b.ID) })
	ix.ClaimAt = make(map[evidence.ClaimID]int32, len(ix.Claims))
	for i, c := range ix.Claims {
		ix.ClaimAt[c.ID] = int32(i)
	}
	ix.ClaimClass, _ = ix.fold(len(ix.Claims), func(id evidence.ID) (int32, bool) {
		at, ok := ix.ClaimAt[evidence.ClaimID(id)]
		return at, ok
	})
}

// ClaimText returns the words of a claim, of claims that are the same those of the smallest id.
func (ix *Index) ClaimText(class int32) string {
	return ix.Claims[slices.Index(ix.ClaimClass, class)].Text
}

func (ix *Index) indexSources() {
	records := Pointers(ix.Sub.Sources, CompareSources)
	if len(ix.Sub.Unpublished) > 0 {
		records = append(records, Pointers(ix.Sub.Unpublished, CompareSources)...)
		slices.SortStableFunc(records, CompareSources)
	}
	ix.SourceAt = make(map[evidence.SourceID]int32, len(records))
	for i, s := range records {
		ix.SourceAt[s.ID] = int32(i)
	}
	class, classes := ix.fold(len(records), func(id evidence.ID) (int32, bool) {
		at, ok := ix.SourceAt[evidence.SourceID(id)]
		return at, ok
	})
	ix.Sources = records
	if classes < len(records) || len(ix.Sub.Unpublished) > 0 {
		ix.uniteRecords(records, class, classes)
	}
	ix.strike()
	ix.Date = make([]evidence.Span, len(ix.Sources))
	for i, s := range ix.Sources {
		ix.Date[i] = s.PublishedAt.Span()
	}
}

// CompareSources orders sources by their ids.
func CompareSources(a, b *evidence.Source) int { return cmp.Compare(a.ID, b.ID) }

// strike notes the classes that a what-if strikes out.
func (ix *Index) strike() {
	for _, id := range ix.Sub.Excluded {
		if at, ok := ix.SourceAt[id]; ok {
			if ix.Excluded == nil {
				ix.Excluded = map[int32]bool{}
			}
			ix.Excluded[at] = true
		}
	}
}

// gone reports whether a source says nothing any more, or nothing yet: its publisher withdrew it, a what-if strikes it
// out, or the moment hides it.
func (ix *Index) gone(class int32) bool {
	return ix.Excluded[class] || ix.Unpublished[class] || ix.Sources[class].WithdrawnBy(ix.Sub.At)
}

// indexStatements sorts the statements that take a side and count under the policy into their claims.
func (ix *Index) indexStatements() {
	all := Pointers(ix.Sub.Statements, func(a, b *evidence.Statement) int { return cmp.Compare(a.ID, b.ID) })
	ix.StatementStart = make([]int32, len(ix.Claims)+1)
	claim := make([]int32, len(all)) // class of the claim, -1 = does not count
	for i, s := range all {
		claim[i] = -1
		at, known := ix.ClaimAt[s.Claim]
		if _, out := ix.SourceAt[s.Source]; known && out && s.Stance != evidence.Mentions {
			claim[i] = ix.ClaimClass[at]
			ix.StatementStart[claim[i]+1]++
		}
	}
	total := digraph.Accumulate(ix.StatementStart)
	ix.Statements = make([]*evidence.Statement, total)
	ix.StatementFrom = make([]int32, total)
	next := slices.Clone(ix.StatementStart)
	for i, s := range all {
		if c := claim[i]; c >= 0 {
			ix.Statements[next[c]], ix.StatementFrom[next[c]] = s, ix.SourceAt[s.Source]
			next[c]++
		}
	}
}

// indexLinks sorts the derivations both ends of which are here by their ends, and judges each under the policy.
func (ix *Index) indexLinks() {
	all := ix.Sub.Derivations
	from := make([]int32, len(all))
	ix.LinkStart = make([]int32, len(ix.Sources)+1)
	for i := range all {
		from[i] = -1
		f, isFrom := ix.SourceAt[all[i].From]
		if _, isTo := ix.SourceAt[all[i].To]; isFrom && isTo {
			from[i] = f
			ix.LinkStart[f+1]++
		}
	}
	n := digraph.Accumulate(ix.LinkStart)
	ix.Links, ix.LinkTo, ix.LinkState = make([]*evidence.Derivation, n), make([]int32, n), make([]linkState, n)
	next := slices.Clone(ix.LinkStart[:len(ix.Sources)])
	for i, f := range from {
		if f >= 0 {
			ix.Links[next[f]] = &all[i]
			next[f]++
		}
	}
	ix.scopeStart = make([]int32, 1, n+1)
	var ends []linkEnd
	for f := range ix.Sources {
		ends = ix.indexLinksOf(int32(f), ends[:0])
	}
}

// linkEnd is a link with the class of the source that it leads to.
type linkEnd struct {
	to int32
	d  *evidence.Derivation
}

// indexLinksOf puts the links of one source in order and judges them. It returns its buffer.
func (ix *Index) indexLinksOf(from int32, ends []linkEnd) []linkEnd {
	first, last := ix.LinkStart[from], ix.LinkStart[from+1]
	for _, d := range ix.Links[first:last] {
		ends = append(ends, linkEnd{ix.SourceAt[d.To], d})
	}
	slices.SortFunc(ends, func(a, b linkEnd) int {
		if a.to != b.to {
			return int(a.to - b.to)
		}
		return cmp.Compare(a.d.ID, b.d.ID)
	})
	for i, e := range ends {
		at := int(first) + i
		ix.Links[at], ix.LinkTo[at] = e.d, e.to
		ix.LinkState[at] = ix.judge(from, e.to, e.d)
		for _, id := range e.d.Claims {
			ix.scopes = append(ix.scopes, ix.ScopeOf(id))
		}
		ix.scopeStart = append(ix.scopeStart, int32(len(ix.scopes)))
	}
	return ends
}

// ScopeOf returns the class of a claim that a scope names, -1 for a claim that is not here.
func (ix *Index) ScopeOf(id evidence.ClaimID) int32 {
	at, ok := ix.ClaimAt[id]
	if !ok {
		return -1
	}
	return ix.ClaimClass[at]
}

func (ix *Index) judge(from, to int32, d *evidence.Derivation) linkState {
	switch {
	case from == to && d.From != d.To:
		return linkInside
	case d.Status == evidence.Rejected:
		return LinkRejected
	case !ix.Policy.Confident(&d.Provenance):
		return LinkLowConfidence
	case d.Kind == evidence.Copies:
		return ix.judgeCopy(d)
	case ix.Date[to].EntirelyAfter(ix.Date[from]):
		return LinkTimeInconsistent
	}
	return LinkCounts
}

func (ix *Index) judgeCopy(d *evidence.Derivation) linkState {
	switch {
	case d.From == d.To || d.CopiedShare == nil || *d.CopiedShare < ix.Policy.MinCopiedShare:
		return LinkLowKappa
	case d.Status != evidence.Confirmed && !ix.Policy.SuggestedCopies:
		return LinkSuggested
	}
	return LinkCounts
}

// EveryClaim in place of a class of claims is no claim in particular: every link applies, whatever its scope.
const EveryClaim int32 = -2

// Applies reports whether link i is in scope for a class of claims.
func (ix *Index) Applies(i, claim int32) bool {
	if claim == EveryClaim {
		return true
	}
	scope := ix.scopes[ix.scopeStart[i]:ix.scopeStart[i+1]]
	return len(scope) == 0 || slices.Contains(scope, claim)
}

// ClaimOf returns the claim of a class that has the smallest id.
func (ix *Index) ClaimOf(class int32) *evidence.Claim {
	return ix.Claims[slices.Index(ix.ClaimClass, class)]
}

// FirstOf returns the smallest id of claims that are the same.
func (ix *Index) FirstOf(class int32) evidence.ClaimID {
	for i, c := range ix.ClaimClass {
		if c == class {
			return ix.Claims[i].ID
		}
	}
	return ""
}
