package convergence

import (
	"time"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Convergence is the whole answer for one claim: what each side is worth, and why. Its sentences are the methods
// [Convergence.Explanation] and [Convergence.Caveats]: they are made when asked for, each at most once.
type Convergence struct {
	Claim   *evidence.Claim
	ValidAt *time.Time   // as asked; nil = now
	KnownAt *time.Time   // as asked; nil = now
	AskedAt *time.Time   // as of when owners, funders and withdrawals are judged; nil where ValidAt says so
	Policy  basis.Policy // the policy that the numbers were computed with
	Version evidence.Version
	// RecordedUntil is the latest time of a record that the answer could see; see [State.Known].
	RecordedUntil time.Time
	Supporting    *Side
	Refuting      *Side
	Confidence    AnalyticConfidence
	analysis      *Analysis
}

// Side is one side of a claim. The tally is computed at once; the lists are computed when asked for, each at most once,
// and are safe to ask for from several goroutines.
type Side struct {
	tally.Tally
	// Ungrounded counts sources that rest on nothing but a circle, or on nothing that still stands.
	UngroundedCount int
	// Approximate is true where a number of the tally was not certified to the tolerance.
	Approximate bool

	analysis *SideAnalysis
}

// SideSource is a source that takes this side, with the statements that say so (several where the claim is the same as
// others or the source is).
type SideSource struct {
	Source     *evidence.Source
	Statements []*evidence.Statement
	Grounded   bool // false: it rests on nothing but a circle, or on nothing that still stands
	Traced     bool // its whole basis is recorded
	// Weight is what its statement weighs by itself, 0 to 1: by its letter, or F where it has none, by how strongly it
	// says so, and capped by what it rests on; nil where no source of either side has a letter.
	Weight *float64
}

// Origin is a first-hand end that the side rests on.
type Origin struct {
	Source   *evidence.Source
	Untraced bool    // presumed to be an origin because it names none
	Share    float64 // mean share of the basis of the grounded supporters, 0 to 1
}

// EvidenceLine is one line from a supporter to a first-hand end; no two lines of an answer share a node.
type EvidenceLine struct {
	Nodes    []*evidence.Source     // supporter first, first-hand end last
	Links    []*evidence.Derivation // one fewer than nodes
	Untraced bool                   // its end names no origin, or an open question concerns it
}

// EvidenceGroup is a set of supporters with the same basis: they count once.
type EvidenceGroup struct {
	Members  []*evidence.Source // by id
	Basis    []Cause            // largest share first, ties by kind and id
	Marginal float64            // E of the side less E of the side without the group, at least 0
	Reasons  []Reason           // why the members are one; empty for a group of one
}

// Cause is a part of what a source rests on: a latent cause with its share.
type Cause struct {
	Kind  ReasonKind
	Node  evidence.Node // the origin, author, outlet, owner or funder; nil = the one unnamed origin of the pooled view
	Share float64       // above 0 to 1
}

// Key tells the cause from the others of a basis.
func (c *Cause) Key() string {
	if c.Node == nil {
		return string(c.Kind)
	}
	return string(c.Kind) + " " + string(c.Node.NodeID())
}

// CircularGroup is a set of sources that take from each other in a circle.
type CircularGroup struct {
	Members     []*evidence.Source // by id
	Grounded    bool               // false: nothing enters from outside, so it is worth nothing
	EntryPoints []*evidence.Source // members that are first-hand or have a grounded upstream outside the circle
	Dependents  []*evidence.Source // sources of the side with a path into the circle
}

// IfWrong is what would remain if a source were wrong. Overlaps stay as they were.
type IfWrong struct {
	Source       *evidence.Source
	Presumed     float64
	Demonstrated float64
	LostSources  []*evidence.Source // sources of the side that lose all they rest on, by id
}

// Question is an open question: what nobody has settled and the demonstrated number depends on.
type Question struct {
	Kind   QuestionKind
	Source *evidence.Source // what is asked about
	// the other source, of questions about two: a copy's, a link's, one that may be the same; else nil
	Other *evidence.Source
	// the records that the question is about: the copy, the link that cannot be, the links that divide a basis
	Links        []evidence.Link
	Text         string
	Demonstrated float64 // demonstrated E now
	AtLeast      float64 // what it becomes under the worse answer, the other questions staying open
	AtMost       float64 // what it becomes under the better answer, the other questions staying open
}

// QuestionKind says what an open question is about.
type QuestionKind string

// The kinds.
const (
	// AskOrigin: what does a source rest on that names no origin? Closed by naming it.
	AskOrigin QuestionKind = "ORIGIN"
	// AskCopy: does a source copy another, as a detector suggests? Closed by confirming or rejecting the copy.
	AskCopy QuestionKind = "COPY"
	// AskSameness: are two sources that may be one, one? Closed by merging or denying it.
	AskSameness QuestionKind = "SAMENESS"
	// AskDate: how can a source take from a later one? Closed by correcting a date or the link.
	AskDate QuestionKind = "DATE"
	// AskBasis: is a source's basis divided as recorded? Closed by a [evidence.Confirmation].
	AskBasis QuestionKind = "BASIS"
)

// Independence says what the graph knows of the independence of two sources, for a claim or for whatever they say.
type Independence struct {
	A, B    *evidence.Source
	Verdict IndependenceVerdict
	Overlap float64  // 0 to 1, the Bhattacharyya coefficient of their profiles; 0 of an empty one
	Reasons []Reason // what they share, largest first
	Missing []Note   // what would have to be known
}

// IndependenceVerdict is what can be said of the independence of sources. Topology can disprove it, never prove it.
type IndependenceVerdict string

// The verdicts.
const (
	// Same: the same basis, overlap 1 within 1e-9.
	Same IndependenceVerdict = "SAME"
	// Dependent: a part of the basis is shared; or the sources take from each other, or from one source, and at least
	// one of them rests on nothing that is in force.
	Dependent IndependenceVerdict = "DEPENDENT"
	// NothingShared: both are named down to their origins and nothing is shared on record.
	NothingShared IndependenceVerdict = "NOTHING_SHARED"
	// Unknown: nothing is shared on record, but at least one does not name its origin.
	Unknown IndependenceVerdict = "UNKNOWN"
)

// ReasonKind says what sort of cause sources share.
type ReasonKind string

// The kinds of reasons.
const (
	ReasonOrigin ReasonKind = "ORIGIN"
	ReasonAuthor ReasonKind = "AUTHOR"
	ReasonOutlet ReasonKind = "OUTLET"
	ReasonOwner  ReasonKind = "OWNER"
	ReasonFunder ReasonKind = "FUNDER"
	ReasonCopy   ReasonKind = "COPY"
	ReasonCircle ReasonKind = "CIRCLE"
	// ReasonSameness: both are one source, asked for twice or asserted to be the same.
	ReasonSameness ReasonKind = "SAMENESS"
)

// Reason says why sources count as one, wholly or in part.
type Reason struct {
	Kind  ReasonKind
	Text  string
	Cause evidence.Node   // what is shared; nil where no one node is
	Share float64         // the part of the overlap that it makes up, 0 to 1
	Steps []evidence.Link // the links that lead there, in order, each once
}

// Note is a sentence with a stable code.
type Note struct {
	Code  NoteCode
	Text  string
	Nodes []evidence.Node // what the sentence speaks of, in its order
}

// NoteCode is the stable code of a [Note].
type NoteCode string

// The codes.
const (
	NoteHeadline           NoteCode = "HEADLINE"             // how many sources, how much of it demonstrated
	NoteGrouped            NoteCode = "GROUPED"              // sources that count once, or overlap
	NoteLine               NoteCode = "LINE"                 // the lines of evidence
	NoteBottleneck         NoteCode = "BOTTLENECK"           // everything goes through one source
	NoteCircle             NoteCode = "CIRCLE"               // sources that rest on each other
	NoteIfWrong            NoteCode = "IF_WRONG"             // what falls if the most important source is wrong
	NotePresumed           NoteCode = "PRESUMED"             // what names no origin
	NoteShared             NoteCode = "SHARED"               // first-hand work with one author, outlet, owner or funder
	NoteLikelihood         NoteCode = "LIKELIHOOD"           // how likely the claim is, by the letters of its sources
	NoteConfidence         NoteCode = "CONFIDENCE"           // the analytic confidence and why
	NoteCredibility        NoteCode = "CREDIBILITY"          // the Admiralty digit that the evidence suggests
	NoteUnrated            NoteCode = "UNRATED"              // no source is rated: no likelihood; or how the unrated count
	NoteUndated            NoteCode = "UNDATED"              // undated sources took part
	NoteUnlinked           NoteCode = "UNLINKED"             // no link between the sources is recorded
	NoteWithdrawn          NoteCode = "WITHDRAWN"            // sources that their publishers withdrew do not count
	NoteUnpublished        NoteCode = "UNPUBLISHED"          // sources take from what the moment leaves out
	NoteMayBeOne           NoteCode = "MAY_BE_ONE"           // sources that may be one are counted once
	NoteSuggestedCopy      NoteCode = "SUGGESTED_COPY"       // suggested copies count only if somebody confirms them
	NoteUnconfirmedBasis   NoteCode = "UNCONFIRMED_BASIS"    // how bases are divided is counted by the worse division
	NoteUncheckable        NoteCode = "UNCHECKABLE"          // ends of demonstrated lines that nobody else could check
	NoteInterest           NoteCode = "INTEREST"             // what goes back to those who have an interest in it
	NoteDeclaredButUnknown NoteCode = "DECLARED_BUT_UNKNOWN" // declared independent, but nobody can know
	NoteExcluded           NoteCode = "EXCLUDED"             // a claim that cannot be true together with this one
	NoteContradicts        NoteCode = "CONTRADICTS"          // a supporter takes from a source of the other side
	NoteTimeInconsistent   NoteCode = "TIME_INCONSISTENT"    // links to later sources were left out
	NoteApproximate        NoteCode = "APPROXIMATE"          // a number is not certified to the tolerance
	NotePolicy             NoteCode = "POLICY"               // links that the policy leaves out
)

// AnalyticConfidence is the confidence in the analysis, ICD 203: never mixed with the likelihood of the claim.
type AnalyticConfidence string

// The levels.
const (
	ConfidenceLow      AnalyticConfidence = "LOW"
	ConfidenceModerate AnalyticConfidence = "MODERATE"
	ConfidenceHigh     AnalyticConfidence = "HIGH"
)
