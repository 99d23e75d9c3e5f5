package dedupe

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
)

// Store is what a look for things under two ids needs of a graph.
type Store interface {
	evidence.Scanner
	evidence.Denials
}

// MostAlike is how many records with one mark are compared.
const MostAlike = 20

// Rule is what two records have in common.
type Rule string

// The rules.
const (
	// Address: sources at one canonical address.
	Address Rule = "ADDRESS"
	// Text: sources of one outlet with the same words to the letter.
	Text Rule = "TEXT"
	// Title: sources of one title, day and outlet.
	Title Rule = "TITLE"
	// Domain: outlets of one registrable domain.
	Domain Rule = "DOMAIN"
	// Name: outlets, organizations or persons of one name.
	Name Rule = "NAME"
	// Agency: outlets whose names are spellings of one news agency.
	Agency Rule = "AGENCY"
	// Words: claims with the same words.
	Words Rule = "WORDS"
	// Value: claims that give one item the same value.
	Value Rule = "VALUE"
	// MayBeOne: sources that may be one by package sameness: two that speak, of one name, or two documents of one
	// title that nothing tells apart. As long as nobody has said whether they are, no answer counts them as two.
	MayBeOne Rule = "MAY_BE_ONE"
)

// Rules returns every rule.
func Rules() []Rule {
	return []Rule{Address, Text, Title, Domain, Name, Agency, Words, Value, MayBeOne}
}

// Strength says how much speaks for two records being one.
type Strength string

// The strengths.
const (
	// Strong: nothing on record speaks for two things.
	Strong Strength = "STRONG"
	// Good: what agrees is seldom of two things.
	Good Strength = "GOOD"
	// Weak: it is worth a look.
	Weak Strength = "WEAK"
)

// Strengths returns every strength, the greatest first.
func Strengths() []Strength { return []Strength{Strong, Good, Weak} }

// rank is the place in [Strengths].
func (s Strength) rank() int {
	switch s {
	case Strong:
		return 0
	case Good:
		return 1
	}
	return 2
}

// Suggestion is two records that are probably one thing.
type Suggestion struct {
	A, B evidence.ID // of one kind, the smaller first
	// Sameness is the id that the assertion of it has, or would have.
	Sameness evidence.SamenessID
	Strength Strength // of the strongest reason
	Reasons  []Reason // the strongest first, one a rule. Never empty
	Fields   []Field  // what is recorded of the two, side by side; a field of which neither has anything is left out
}

// Kind returns the kind of both.
func (s *Suggestion) Kind() evidence.Kind { return s.A.Kind() }

// Reason is why two records may be one.
type Reason struct {
	Rule     Rule
	Strength Strength
	Text     string // a sentence without its full stop
}

// Field is what is recorded of two records under one name; "" = nothing.
type Field struct{ Name, A, B string }

// Statistics says what was compared. What was left out because of a limit is told, never hidden.
type Statistics struct {
	RecordCount    int // of the kinds that can be one
	DeniedCount    int // pairs alike that somebody has denied to be one
	ConflictCount  int // pairs alike that conflict
	AmbiguousCount int // pairs of which one fits others as well that conflict with the other
	CrowdCount     int // marks that more records than MostAlike have
	LeftOutCount   int // records, counted once for each of these marks, that were not compared for that
}

// Result is what a look found.
type Result struct {
	Version     evidence.Version
	Suggestions []Suggestion // the strongest first, then by the kinds as in [Kinds], then by the ids
	Statistics  Statistics
}

// Kinds returns the kinds of records that can be one, in the order of suggestions.
func Kinds() []evidence.Kind {
	return []evidence.Kind{evidence.KindOutlet, evidence.KindOrganization, evidence.KindPerson, evidence.KindSource,
		evidence.KindClaim}
}

// Find looks for things under two ids. It reads the graph once, of one version as a whole, and compares only what
// shares a mark, so that it takes little more time than the reading. Errors are those of the store.
func Find(ctx context.Context, store Store) (*Result, error) {
	var g *graph
	var denied []evidence.Denial
	version, err := evidence.ScanAgain(ctx, store, []evidence.Kind{
		evidence.KindOrganization, evidence.KindPerson, evidence.KindOutlet, evidence.KindSource, evidence.KindClaim,
		evidence.KindDerivation, evidence.KindOwnership, evidence.KindFunding, evidence.KindSameness, evidence.KindRelation,
	}, func() (each func(record any) error, err error) {
		g = newGraph()
		denied, _, err = store.Denials(ctx)
		return func(record any) error {
			g.take(record)
			return nil
		}, err
	})
	if err != nil {
		return nil, err
	}
	g.settle(denied)
	r := &Result{Version: version}
	for _, f := range g.families() {
		found := f.look(&r.Statistics)
		if f == &g.sources.family {
			found = append(found, g.sources.mayBeOne(found, &r.Statistics)...)
		}
		if err := ctx.Err(); err != nil {
			return nil, &evidence.Error{Code: evidence.CodeTimeout, Message: "the request ended before the answer was ready",
				Err: err}
		}
		r.Suggestions = append(r.Suggestions, found...)
	}
	byStrength(r.Suggestions)
	return r, nil
}
