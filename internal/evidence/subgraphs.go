package evidence

import "time"

// Subgraphs is the evidence of many claims, read in one round trip and as of one moment. It is the union of what the
// claims rest on: which part belongs to which claim follows from the statements and the scopes of the derivations.
//
// For the claims asked for, and every claim that is the same as one of them (transitively), it holds
//
//   - the statements that support or refute them (mentions are no evidence),
//   - the sources of these statements and everything upstream of them, to any depth, through derivations whose scope is
//     empty or names one of these claims (where no claims are asked for, through all), and through samenesses in both
//     directions,
//   - these derivations (copies of every status included: what counts is the policy's decision),
//   - the corroborations declared of these claims, and their sources with what is upstream of them,
//   - authors, outlets, owners up the whole chain, and the funders of outlets, and the samenesses among them all.
//
// It holds all of this, too, for the claims that exclude one of these (their rivals), and for what is the same as a
// rival: they are among Claims, and scopes that name one of them are in scope. A rival gives another value of the same
// item ([Claim.Excludes]), or one of the two is asserted to contradict the other. This is one step: of a rival only
// those rivals are here that are here anyway, so an answer for it MUST be computed from evidence that was read for it.
//
// The moment is applied already: no link that was not known or did not hold, no source that was not out. A link both
// ends of which are not here is left out. Withdrawn sources are here and carry their date. Every list is sorted by id.
//
// What a source declared stays declared although the moment hides what it takes from: else an earlier moment would
// make an origin of it. So its derivations MUST be here when their target is not among Sources, which says "declared,
// and the target is not part of this moment". The target is then in Unpublished: it is no evidence, and MUST NOT be
// counted, or followed but to what is the same. That holds for derivations of Sources alone, known at the moment and
// in scope like all others; a hidden source has no links here but the samenesses by which it is one with others.
//
// Records that are asserted the same are here all together, those that were out among Sources and the others in
// Unpublished, whichever of them a link names. So a source that was out under one of its records is out whatever else
// was read, and what a claim is worth does not depend on which other claims are.
type Subgraphs struct {
	Version Version
	At      Moment
	// RecordedUntil is when the graph was last written, as of Version. What is recorded later is dated later, so that the
	// same question with this KnownAt, or an earlier one, finds the same evidence again; only an erasure changes the past.
	RecordedUntil time.Time

	Claims  []Claim
	Sources []Source
	// Unpublished are sources that are no part of the moment, but say what a link of Sources means: the targets of their
	// derivations that are not among Sources, and what is asserted the same (transitively) as these or as one of Sources.
	// With no ValidAt the list is empty. Who published and wrote them need not be here, and MUST NOT matter where they
	// are.
	Unpublished    []Source `field:"hidden"`
	Outlets        []Outlet
	Organizations  []Organization
	Persons        []Person
	Statements     []Statement
	Derivations    []Derivation
	Corroborations []Corroboration
	Ownerships     []Ownership
	Fundings       []Funding
	Samenesses     []Sameness
	// Relations are those of the kind [Contradicts] between two of Claims.
	Relations []Relation
	// Confirmations are those of Sources that are known at the moment's KnownAt.
	Confirmations []Confirmation
	// Interests are those in one of Claims, or in a tag that one of them has, whoever holds them, as they are known at the
	// moment's KnownAt. Also those are here that do not hold at the moment: somebody looked for interests.
	Interests []Interest
	// Leanings are those of Outlets that are known at the moment's KnownAt.
	Leanings []Leaning
	// Denials are those that two of Sources and Unpublished are one, as they were known at the moment's KnownAt, by A and
	// then B.
	Denials []Denial

	// Excluded names sources, sorted, that a what-if strikes out: they are here, and count as if their publishers had
	// withdrawn them. A store returns none.
	Excluded []SourceID `field:"struck"`
}
