package evidence

import (
	"context"
	"sort"
	"time"
)

// Node is a node of the graph: *[Claim], *[Source], *[Outlet], *[Organization], *[Person] or *[ClaimReview].
type Node interface {
	// NodeID returns the global id.
	NodeID() ID
	// Validate reports what is wrong with it by itself, whatever the graph has.
	Validate() error
}

// Link is an assertion: *[Statement], *[Derivation], *[Corroboration], *[Ownership], *[Funding], *[Sameness],
// *[Relation], *[Confirmation], *[Interest] or *[Leaning].
type Link interface {
	// LinkID returns the global id.
	LinkID() ID
	// Record returns who recorded it, from what and when.
	Record() Provenance
	// Validate reports what is wrong with it by itself, whatever the graph has.
	Validate() error
}

// IDOf returns the global id of a [Node] or [Link], "" of anything else.
func IDOf(record any) ID {
	switch r := record.(type) {
	case Node:
		return r.NodeID()
	case Link:
		return r.LinkID()
	}
	return ""
}

// Reader reads the graph. Every method is safe for concurrent use, respects the context's cancellation, returns errors
// whose code is one of [CodeInvalid], [CodeNotFound], [CodeUnavailable], [CodeTimeout], [CodeTooComplex] and
// [CodeInternal], and never returns part of an answer beside an error.
type Reader interface {
	// Subgraphs returns the evidence of all the claims in ONE round trip, whatever their number, with the version of the
	// graph that it was read from: the answer MUST belong to that version as a whole. A claim that is not in the graph
	// is absent from the result and is no error. The closure MUST NOT be cut at a depth: a source cut off from its
	// origin would pose as one. More sources than the store's limit is [CodeTooComplex], never a cut result.
	//
	// The claims that exclude one of the claims, or one that is asserted the same, come with all of their evidence, in
	// the same round trip and under the same limit, see [Subgraphs]; as the moment's KnownAt has their items, values
	// and relations.
	//
	// What counts for a claim MUST NOT depend on what else is read with it: whatever one claim's evidence leads to
	// MUST be in the answer with all the records that are asserted the same (transitively), whether the claim is read
	// alone or with others.
	//
	// A source cut off from its origin by ValidAt must not pose as one either: a derivation whose source is in the
	// answer and whose target was not out MUST be in the answer too, its target among [Subgraphs.Unpublished] and not
	// among the sources. Nothing is followed from there but samenesses, and these MUST be: records asserted the same
	// are one source, which was out when one of them was, whichever of them a link names. Of what is the same as a
	// hidden record, those that were out MUST be among the sources, with all that is upstream of them, and the others
	// among the hidden ones. A statement or derivation of a hidden record, and a corroboration that names one, MUST
	// NOT be in the answer, and neither must what is reached by these alone: that record was not out to say so.
	//
	// also names sources, outlets, organizations and persons that the answer is to hold as well, each with all that it
	// would bring if one of the claims rested on it: what is upstream of a source within the claims' scopes, who
	// published, wrote, owns and funds it. What the graph does not have of them is absent and no error, and a source
	// that was not out brings nothing. Where no claims are asked for there is no scope to keep to: every derivation
	// counts, whatever claims it holds for.
	Subgraphs(ctx context.Context, claims []ClaimID, at Moment, also ...ID) (*Subgraphs, error)

	// Objects returns nodes and links by global id: one entry for each id, in the order asked, with neither node nor
	// link where the graph has none of that id at the moment's KnownAt. Ids may repeat and be of different kinds.
	Objects(ctx context.Context, ids []ID, at Moment) ([]Object, error)

	// Links returns, for each subject and in the order asked, one page of its links as the query describes. A subject
	// that does not exist has an empty page.
	Links(ctx context.Context, q LinkQuery) ([]LinkPage, error)

	// List returns one page of nodes of one kind.
	List(ctx context.Context, q ListQuery) (NodePage, error)

	// Derivations returns one page of the derivations of the graph, by id. One that joins a source which the moment
	// hides is left out, as [Reader.Links] does.
	Derivations(ctx context.Context, q DerivationQuery) (DerivationPage, error)

	// Find returns the nodes whose words match the text best, best first, ties by id. Words are compared as
	// [folding.Fold] folds them. The text is a person's: no syntax in it is interpreted, and the last word may be
	// incomplete.
	Find(ctx context.Context, text string, kinds []Kind, limit int) ([]Hit, error)

	// Status returns the version of the graph and how much it holds.
	Status(ctx context.Context) (Status, error)
}

// Writer changes the graph. Every method is one transaction: all of it is written or none of it. Errors have the codes
// of [Reader] and [CodeConflict] and [CodeUnknownOutcome]; after the last of these sending the same again is safe. A
// write MUST keep to the version that [OnlyAt] has put into the context, even if another writer writes meanwhile.
type Writer interface {
	// Apply records a batch: nodes first, then links, whatever their order in it. Recording what is recorded already
	// changes nothing, unless the batch says otherwise (see [Batch.Renew]). Where a record has other values than the
	// one that stands under the same id, the old one is kept as retracted now and the new one recorded. Fields that a
	// [Put] does not name stay as they are.
	//
	// The batch is refused as a whole, and nothing is written, with [CodeInvalid] where a record does not validate,
	// [CodeNotFound] where a link or node names a node that neither the batch nor the graph has, and [CodeConflict]
	// where a source would both support and refute a claim; [CodeInvalid], too, where [Batch.Words] has a text under a
	// fingerprint that is not its own. Such an error of a record MUST be a [RecordError] that says which record is
	// at fault, and, where a record names what is missing, in which field. Writers do not interleave: of two concurrent
	// batches one is applied after the other.
	Apply(ctx context.Context, b Batch) (Applied, error)

	// Retract marks links as withdrawn now, with the reason; they stay to be asked for at an earlier KnownAt. Ids that
	// are retracted already change nothing. An id that is of no link, or that the graph never had, is [CodeNotFound]
	// and nothing is retracted.
	Retract(ctx context.Context, ids []ID, collector, reason string) (Applied, error)

	// Unretract records links again whose latest record was retracted, with what that stated, the reason as the
	// justification, and the collector; the time between stays as it was. They are counted as created. Ids that stand
	// change nothing and are counted as unchanged. An id that is of no link, or that the graph never had, is
	// [CodeNotFound]; a statement that would stand beside its opposite is [CodeConflict]; nothing is written then.
	Unretract(ctx context.Context, ids []ID, collector, reason string) (Applied, error)

	// Erase takes a person out of the graph, for good and at every moment: the name is blanked, no source has the
	// person as its author any more, and ownerships, fundings, samenesses and interests of the person are deleted with
	// their history. What stays is the id with the time of the erasure, and in [History] who erased it and why. The
	// person, and each source that names the person, count as changed, the links as retracted. Erasing again changes
	// nothing.
	//
	// Records that name an erased person do not bring the person back: [Writer.Apply] MUST take a [Person] of such an
	// id, and a link that has one as an end, for unchanged, and MUST leave it out of the authors of a source. A person
	// whom the graph does not have is [CodeNotFound].
	Erase(ctx context.Context, person PersonID, collector, reason string) (Applied, error)
}

// Pipelined is implemented by writers that can make a batch ready before it is its turn, for whoever has several to
// record one after the other.
type Pipelined interface {
	// ApplyAfter does what [Writer.Apply] does once turn has returned nil, and before that what nobody sees. Turn
	// returns when everything is recorded that has to be before the batch, or why the batch must not be: then nothing
	// is written, and the error is that of turn. It may be called again, and must then return the same.
	//
	// No record of the batch may be in one whose end its turn waits for, and the batch names no node that is recorded
	// by such a one: they would wait for each other, or what was made ready is thrown away.
	ApplyAfter(ctx context.Context, b Batch, turn func(context.Context) error) (Applied, error)
}

// Object is what an id stands for: a node, a link, or nothing (both nil).
type Object struct {
	Node Node
	Link Link
}

// Status is the state of the graph as a whole.
type Status struct {
	Version Version
	// Nodes and Links count what stands now, by kind; every kind has an entry. A corroboration over several sources and
	// a sameness count once.
	Nodes map[Kind]int
	Links map[Kind]int
}

// LinkDirection says which end of its links a subject is.
type LinkDirection string

// The directions, as the links read: a derivation reads from the taking source to the one it takes from, a statement
// from its source to the claim, an ownership from the asset to the owner, a funding from the recipient to the funder,
// a corroboration from the claim to its sources, a relation from the part to the whole, a confirmation from the source
// to itself, an interest from the holder to the claim or topic, a leaning from the outlet to itself.
const (
	// Outgoing: the subject is the end that the link reads from.
	Outgoing LinkDirection = "OUTGOING"
	// Incoming: the subject is the end that the link reads to.
	Incoming LinkDirection = "INCOMING"
	// Either: the subject is on one end or the other. Samenesses have no direction and are found with any.
	Either LinkDirection = "EITHER"
)

// LinkQuery asks for the links of subjects. The interests of a claim are those in it, and those in a tag that it has at
// the moment's KnownAt; a topic (see [TopicOf]) may be a subject, too. ValidAt hides no interest and no leaning: when
// they hold is for the reader to judge, see [Subgraphs].
type LinkQuery struct {
	Subjects  []ID
	Kind      Kind // of link
	Direction LinkDirection
	Stances   []Stance // of statements; empty = all
	// Relations narrows relations; empty = all.
	Relations []RelationKind
	// MaxDepth follows derivations over so many steps from the subject; 0 and 1 are its own. Other kinds ignore it.
	MaxDepth int
	At       Moment
	Page     Page
}

// LinkPage is one page of links in ascending order of depth (of derivations; 1 otherwise), then of the id of the end
// away from the subject (of a corroboration: the claim), then of the link's id.
type LinkPage struct {
	Links []LinkAt
	PageInfo
}

// LinkAt is a link at its place in the order of a page.
type LinkAt struct {
	Link   Link
	Depth  int // steps from the subject, from 1; the fewest where there are several ways
	Cursor Cursor
}

// Page asks for a part of an ordered list: the first First after After, or the last Last before Before. Exactly one of
// First and Last is above zero.
type Page struct {
	First  int
	After  Cursor
	Last   int
	Before Cursor
	// Count asks for the total, which costs a count of the whole list.
	Count bool
}

// Cut returns the bounds of the page in an ordered list of so many items, all of them at hand. after reports whether
// item i comes after the cursor After, and before whether it comes before the cursor Before; each is asked only where
// there is that cursor.
func (p Page) Cut(total int, after, before func(i int) bool) (from, to int, info PageInfo) {
	to = total
	if p.After != nil {
		from = sort.Search(total, after)
	}
	if p.Before != nil {
		to = max(from, sort.Search(total, func(i int) bool { return !before(i) }))
	}
	if p.Last > 0 {
		from = max(from, to-p.Last)
	} else {
		to = min(to, from+p.First)
	}
	info = PageInfo{HasNext: to < total, HasPrevious: from > 0}
	if p.Count {
		info.Total = &total
	}
	return from, to, info
}

// Cursor is the place of an item in an ordered list: the values it is ordered by, as text, in order. It stays valid
// when items are added or removed. nil = from the end that the page starts at.
type Cursor []string

// PageInfo says what lies beyond a page.
type PageInfo struct {
	HasNext     bool
	HasPrevious bool
	Total       *int // only where the page asked for it
}

// ListQuery asks for nodes of one kind.
type ListQuery struct {
	Kind  Kind // KindClaim, KindSource, KindOutlet or KindReview
	Where Filter
	Order Order
	At    Moment
	Page  Page
}

// Filter narrows a list; every part that is set must hold. Parts that do not apply to the kind must be unset, else the
// query is [CodeInvalid].
type Filter struct {
	IDs []ID // any of these
	// Text keeps claims whose text contains these words, as [folding.Fold] compares them.
	Text string
	// Tag keeps claims that carry it.
	Tag string
	// Item keeps claims with this item: those that compete.
	Item string
	// Verdicts keeps claims and reviews with one of these verdicts by some review.
	Verdicts []Verdict
	// Claims keeps reviews of one of these claims, and sources with a statement about one of them.
	Claims []ClaimID
	// CitedBy keeps sources that one of these reviews cites.
	CitedBy []ReviewID
	// Outlets keeps sources published by one of these, and claims with a statement by a source of one of them. Of the
	// parts Outlets, Authors, SourceKinds and Countries that are set one source of such a claim must meet all.
	Outlets []OutletID
	// Authors keeps sources that one of these wrote, and claims with a statement by one.
	Authors []PersonID
	// SourceKinds keeps sources of one of these kinds, and claims with a statement by one.
	SourceKinds []SourceKind
	// Countries keeps outlets of one of these countries, sources published by one, and claims with a statement by such
	// a source. The outlet is that of the moment's KnownAt.
	Countries []string
	// OutletKinds keeps outlets of one of these kinds.
	OutletKinds []OutletKind
	// RestsOn keeps claims that rest, at any depth, on one of these nodes at the moment's KnownAt: on a source through
	// statements, corroborations, derivations within their scope and samenesses; on an outlet, organization or person
	// through a source that it published, wrote, or owns or funds the outlet or author of, by any number of steps; on
	// a claim by being it, or the same; on a topic (see [TopicOf]) by having its tag, or being the same as a claim
	// that has it. ValidAt does not matter. Who published and wrote a source is taken as it is recorded now.
	RestsOn []ID
	// Rivals has RestsOn also keep the claims whose probability moves with one that rests so: those that exclude it at
	// the moment's KnownAt, by one step ([Claim.Excludes], or a CONTRADICTS in either direction), and those that are
	// the same as one which excludes it. Without RestsOn it does nothing.
	Rivals bool
	// Domains keeps outlets with one of these domains.
	Domains []string
	// CanonicalURL keeps the sources with this canonical address.
	CanonicalURL string
	// From and To keep claims by claim date, sources by date of publication and reviews likewise, both days included;
	// undated ones are left out if either is set. See [Filter.Period].
	From, To Date
}

// Order is the order of a list; ties are broken by id.
type Order string

// The orders.
const (
	// ByID is ascending by global id; the order where none is asked.
	ByID Order = ""
	// NewestFirst is descending by claim date, or by date of publication; undated ones last.
	NewestFirst Order = "NEWEST_FIRST"
	// OldestFirst is ascending by the same date; undated ones last here, too.
	OldestFirst Order = "OLDEST_FIRST"
)

// Dated reports whether the order is one by date.
func (o Order) Dated() bool { return o == NewestFirst || o == OldestFirst }

// NodePage is one page of nodes.
type NodePage struct {
	Nodes []NodeAt
	PageInfo
	Version Version
}

// NodeAt is a node at its place in the order of a page.
type NodeAt struct {
	Node   Node
	Cursor Cursor
}

// DerivationQuery asks for derivations, whatever they join.
type DerivationQuery struct {
	Kinds  []DerivationKind // any of these; nil = all
	Status []ReviewStatus   // any of these; nil = all
	At     Moment
	Page   Page // cursors are the id of a derivation
}

// Validate refuses kinds and statuses that there are not, and a moment that says nothing; the code is [CodeInvalid].
func (q DerivationQuery) Validate() error {
	for _, k := range q.Kinds {
		if !k.Valid() {
			return Invalidf("kinds", "%q is not a kind of derivation; expected some of %s", k, join(DerivationKinds()))
		}
	}
	for _, s := range q.Status {
		if !s.Valid() {
			return Invalidf("status", "%q is not a status; expected some of %s", s,
				join([]ReviewStatus{Suggested, Confirmed, Rejected}))
		}
	}
	return q.At.Validate()
}

// DerivationPage is one page of derivations.
type DerivationPage struct {
	Derivations []*Derivation
	PageInfo
	Version Version
}

// Hit is a node that matches a text.
type Hit struct {
	Node  Node
	Score float64 // above 0; comparable within one answer only
}

// Applied says what a write did.
type Applied struct {
	// Created, Changed and Unchanged count records by kind. A record that replaced another is counted as changed.
	Created, Changed, Unchanged map[Kind]int
	// Retracted counts links withdrawn by [Writer.Retract], or because a later version of a record does not state them.
	Retracted map[Kind]int
	// Before is the version of the graph just before the write was committed: where it equals the one that somebody knows,
	// nothing but this write has been committed since. The zero version = it could not be told.
	Before Version
	// Version is the version of the graph after the write; a store of the same graph shows the write from it on.
	Version Version
	// At is the time at which the records were made.
	At time.Time
}
