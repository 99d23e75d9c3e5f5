package evidence

import (
	"context"
	"slices"
	"strings"
)

// Explorer finds what is far from where one looks, and what would be too much to read for a [Reader]. Every method is
// safe for concurrent use, respects the context's cancellation, and returns errors with the codes of [Reader], never
// part of an answer beside one.
type Explorer interface {
	// Downstream returns the outlets, by id, that published a source which takes from a source that one of the outlets
	// given published, or an outlet asserted the same (transitively): by any number of derivations, whatever claims
	// they hold for and whatever a curator made of them, and through sources asserted the same. The outlets given are
	// among them where that is so of themselves, and else MUST NOT be. Links count that were known at the moment's
	// KnownAt; when a source was out does not matter, and who published it is taken as it is recorded now. More
	// outlets than the limit is [CodeTooComplex], never a cut result.
	Downstream(ctx context.Context, of []OutletID, at Moment, limit int) ([]OutletID, error)

	// Neighbors returns one page of what is one edge away from a node, in whichever direction the edge reads, as
	// recorded now: edges count that are not retracted, whether or not an ownership or funding still holds, and copies
	// that were rejected do not. Fact checks are no neighbors. A node that the graph does not have is [CodeNotFound].
	Neighbors(ctx context.Context, q NeighborQuery) (NeighborPage, error)

	// Path returns a shortest way between two nodes over edges that count as for Neighbors, in whichever direction
	// they read; nil where none is as short as asked for. Of equally short ways it MUST be the one whose nodes' ids
	// come first, compared one after the other from the start; between two nodes on it the edge MUST be the first as
	// [NeighborPage] orders them. From a node to itself it is the node alone. A node that the graph does not have is
	// [CodeNotFound]; a way for which too many nodes would have to be looked at is [CodeTooComplex].
	Path(ctx context.Context, q PathQuery) (*Path, error)
}

// EdgeKind is a way from one node to another: the name of what lies between them, as it is stored.
type EdgeKind string

// The edges, as they read: a claim is supported by a source, a source cites a source and is published by an outlet, an
// outlet is owned by an organization, a claim contradicts a claim.
const (
	EdgeSupportedBy EdgeKind = "SUPPORTED_BY"
	EdgeRefutedBy   EdgeKind = "REFUTED_BY"
	EdgeMentionedBy EdgeKind = "MENTIONED_BY"
	EdgeSameAs      EdgeKind = "SAME_AS"
	EdgeContradicts EdgeKind = "CONTRADICTS"
	EdgeCites       EdgeKind = "CITES"
	EdgeQuotes      EdgeKind = "QUOTES"
	EdgeSyndicates  EdgeKind = "SYNDICATES"
	EdgeTranslates  EdgeKind = "TRANSLATES"
	EdgeDerivedFrom EdgeKind = "DERIVED_FROM"
	EdgeCopies      EdgeKind = "COPIES"
	EdgeOwnedBy     EdgeKind = "OWNED_BY"
	EdgeFundedBy    EdgeKind = "FUNDED_BY"
	EdgePublishedBy EdgeKind = "PUBLISHED_BY"
	EdgeAuthoredBy  EdgeKind = "AUTHORED_BY"
)

// EdgeKinds returns all of them, in the order in which lists have them.
func EdgeKinds() []EdgeKind {
	return []EdgeKind{
		EdgeSupportedBy, EdgeRefutedBy, EdgeMentionedBy, EdgeSameAs, EdgeContradicts, EdgeCites, EdgeQuotes, EdgeSyndicates,
		EdgeTranslates, EdgeDerivedFrom, EdgeCopies, EdgeOwnedBy, EdgeFundedBy, EdgePublishedBy, EdgeAuthoredBy,
	}
}

// NeighborQuery asks what is one edge away from a node.
type NeighborQuery struct {
	Node  ID         // a claim, source, outlet, organization or person
	Using []EdgeKind // only over these; empty = all
	First int        // how many, above 0
	After Cursor     // nil = from the start
}

// NeighborPage is one page of neighbors in ascending order of the edge's kind (as in [EdgeKinds]), then of the
// neighbor's id, then of the link's. A neighbor over two edges is there twice.
type NeighborPage struct {
	Neighbors []Neighbor
	Counts    map[EdgeKind]int // of all neighbors, not of the page alone; kinds without any have no entry
	PageInfo
}

// Neighbor is what is one edge away.
type Neighbor struct {
	Edge
	Node   Node
	Cursor Cursor
}

// EdgeDirection says which end of an edge is the subject of what it says: who supports, cites, copies, is owned or
// published by.
type EdgeDirection string

// The directions, as seen from the node that was asked about.
const (
	EdgeOut  EdgeDirection = "OUT"  // the node asked about is: it cites the neighbor
	EdgeIn   EdgeDirection = "IN"   // the neighbor is: it cites the node asked about
	EdgeBoth EdgeDirection = "BOTH" // both are: each is the same as the other
)

// Direction returns which way the edge to a neighbor reads.
func (n Neighbor) Direction() EdgeDirection {
	subject := n.Node.NodeID()
	switch l := n.Link.(type) {
	case *Statement:
		subject = ID(l.Source)
	case *Derivation:
		subject = ID(l.From)
	case *Ownership:
		subject = l.Asset
	case *Funding:
		subject = l.Recipient
	case *Relation:
		subject = ID(l.From)
	case *Sameness:
		return EdgeBoth
	default: // a part of a source's own record
		if subject.Kind() != KindSource {
			return EdgeOut
		}
	}
	if subject == n.Node.NodeID() {
		return EdgeIn
	}
	return EdgeOut
}

// Verb returns what the subject of an edge does, in words: a source supports a claim, an outlet is owned by an
// organization.
func (k EdgeKind) Verb() string {
	switch k {
	case EdgeSupportedBy:
		return "supports"
	case EdgeRefutedBy:
		return "refutes"
	case EdgeMentionedBy:
		return "mentions"
	case EdgeSameAs:
		return "is the same as"
	case EdgeDerivedFrom, EdgeOwnedBy, EdgeFundedBy, EdgePublishedBy:
		return "is " + strings.ToLower(strings.ReplaceAll(string(k), "_", " "))
	case EdgeAuthoredBy:
		return "is written by"
	}
	return strings.ToLower(string(k))
}

// Edge is what lies between two nodes.
type Edge struct {
	Kind EdgeKind
	Link Link // who says so; nil for PUBLISHED_BY and AUTHORED_BY, which are parts of the source's own record
}

// PathQuery asks for the shortest way from one node to another.
type PathQuery struct {
	From, To  ID         // claims, sources, outlets, organizations or persons
	Using     []EdgeKind // only over these; empty = all
	MaxLength int        // how many edges at most, 1 to [MaxPathLength]
}

// MaxPathLength is the longest way that is looked for.
const MaxPathLength = 10

// Path is a way through the graph.
type Path struct {
	Nodes []Node // from one end to the other, both included
	Edges []Edge // between them, one fewer
}

// Validate checks the query; the error has code [CodeInvalid].
func (q NeighborQuery) Validate() error {
	if q.First < 1 {
		return Invalidf("first", "%d is out of range; expected at least 1", q.First)
	}
	if err := explorable("id", q.Node); err != nil {
		return err
	}
	return checkEdges(q.Using)
}

// Validate checks the query; the error has code [CodeInvalid].
func (q PathQuery) Validate() error {
	if q.MaxLength < 1 || q.MaxLength > MaxPathLength {
		return Invalidf("maxLength", "%d is out of range; expected 1 to %d", q.MaxLength, MaxPathLength)
	}
	if err := explorable("from", q.From); err != nil {
		return err
	}
	if err := explorable("to", q.To); err != nil {
		return err
	}
	return checkEdges(q.Using)
}

// explorable checks that an id is of a node that edges lead to.
func explorable(field string, id ID) error {
	if !id.Kind().IsNode() || id.Kind() == KindReview {
		return Invalidf(field, "%q is not a global id of a claim, source, outlet, organization or person", id)
	}
	return nil
}

func checkEdges(kinds []EdgeKind) error {
	for _, k := range kinds {
		if k.Rank() < 0 {
			return Invalidf("using", "%q is not a kind of edge", k)
		}
	}
	return nil
}

// Rank is the place of a kind in [EdgeKinds], -1 for another text.
func (k EdgeKind) Rank() int { return slices.Index(EdgeKinds(), k) }
