package audit

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Code says what was found.
type Code string

// The codes. The file of each says when it holds.
const (
	CircularReporting       Code = "CIRCULAR_REPORTING"
	CommonOrigin            Code = "COMMON_ORIGIN"
	CommonOwner             Code = "COMMON_OWNER"
	TextCopy                Code = "TEXT_COPY"
	SelfCorroboration       Code = "SELF_CORROBORATION"
	DependentCorroboration  Code = "DEPENDENT_CORROBORATION"
	UnknownCorroboration    Code = "UNKNOWN_CORROBORATION"
	UndisclosedDerivation   Code = "UNDISCLOSED_DERIVATION"
	Anachronism             Code = "ANACHRONISM"
	MissingOrigin           Code = "MISSING_ORIGIN"
	RetractedUpstream       Code = "RETRACTED_UPSTREAM"
	ContradictsOwnSource    Code = "CONTRADICTS_OWN_SOURCE"
	ContradictedClaim       Code = "CONTRADICTED_CLAIM"
	Bottleneck              Code = "BOTTLENECK"
	UnreciprocatedOwnership Code = "UNRECIPROCATED_OWNERSHIP"
	UncheckableOrigin       Code = "UNCHECKABLE_ORIGIN"
	InterestedOrigin        Code = "INTERESTED_ORIGIN"
	PossibleDuplicate       Code = "POSSIBLE_DUPLICATE"
	Burst                   Code = "BURST"
)

// Codes returns every code, in the order in which they are counted.
func Codes() []Code {
	var out []Code
	for _, r := range rules() {
		out = append(out, r.code)
	}
	return out
}

// Valid reports whether c is one of the codes.
func (c Code) Valid() bool { return slices.Contains(Codes(), c) }

// Severity says how grave a finding is.
type Severity string

// The severities.
const (
	// High: a figure or a declaration that a reader relies on does not hold.
	High Severity = "HIGH"
	// Medium: the evidence is worth less than it looks.
	Medium Severity = "MEDIUM"
	// Low: something is not known, or only suggested.
	Low Severity = "LOW"
)

// Severities returns every severity, the gravest first.
func Severities() []Severity { return []Severity{High, Medium, Low} }

// Valid reports whether s is one of the severities.
func (s Severity) Valid() bool { return slices.Contains(Severities(), s) }

// rank is 0 for the gravest.
func (s Severity) rank() int { return slices.Index(Severities(), s) }

// AtLeast reports whether s is as grave as another severity, or graver.
func (s Severity) AtLeast(other Severity) bool { return s.rank() <= other.rank() }

// Finding is a problem with the independence of sources, with its proof.
type Finding struct {
	ID       string // the same in every audit, as long as it is about the same things
	Code     Code
	Severity Severity
	Text     string  // in a sentence
	Change   float64 // how much it weighs; see the package comment
	// Nodes are what it is about, in the order of the sentence, and then the others that are concerned, by id.
	Nodes []evidence.Node
	// Steps are all links that prove it, each once: by the id of the first claim that shows a link, and within a
	// claim along each way from who takes to what is taken.
	Steps    []evidence.Link
	Claims   int               // how many claims it concerns; 0 for an ownership above an outlet that says nothing
	Examples []*evidence.Claim // the first of them, by id; at most [MaxExamples]
}

// MaxExamples is how many of the claims that a finding concerns are kept.
const MaxExamples = 100

// Key is the place of a [Finding] in a report.
type Key struct {
	Severity Severity
	Change   int64 // in millionths
	Claims   int
	Code     Code
	ID       string
}

// Key returns the place in a report.
func (f *Finding) Key() Key {
	return Key{Severity: f.Severity, Change: millionths(f.Change), Claims: f.Claims, Code: f.Code, ID: f.ID}
}

// Compare orders keys: the gravest first, then what changes most, then what concerns most claims, then by code and id.
func (k Key) Compare(other Key) int {
	return cmp.Or(
		cmp.Compare(k.Severity.rank(), other.Severity.rank()), cmp.Compare(other.Change,
			k.Change), cmp.Compare(other.Claims, k.Claims),
		cmp.Compare(k.Code, other.Code), cmp.Compare(k.ID, other.ID),
	)
}

// Report is what an audit found.
type Report struct {
	Findings []Finding // in the order of [Key]
	Claims   int       // how many claims were looked at
}

// Count is how many findings there are of a code and severity.
type Count struct {
	Code     Code
	Severity Severity
	Count    int
}

// Counts returns how many findings there are of each code and severity that occurs: the gravest first, then in the
// order of [Codes].
func (r *Report) Counts() []Count {
	of := map[Count]int{}
	for i := range r.Findings {
		of[Count{Code: r.Findings[i].Code, Severity: r.Findings[i].Severity}]++
	}
	var out []Count
	for _, s := range Severities() {
		for _, c := range Codes() {
			if n := of[Count{Code: c, Severity: s}]; n > 0 {
				out = append(out, Count{c, s, n})
			}
		}
	}
	return out
}

// millionths turns a number into one that can be added up in any order. Rounding takes differences of 1e-9 away.
func millionths(x float64) int64 {
	if x < 0 {
		return int64(x*1e6 - .5)
	}
	return int64(x*1e6 + .5)
}

// findingID makes an id of what a finding is about: the ids of the records, so that the same fact has the same id
// whenever it is found, in whatever order.
func findingID(code Code, about string) string {
	sum := sha256.Sum256([]byte(string(code) + "\x00" + about))
	return "finding:" + hex.EncodeToString(sum[:13])
}
