package convergence

import "github.com/credence-graph/credence/internal/evidence"

// InterestedSource is a source that somebody behind it has an interest in a side of the claim through.
type InterestedSource struct {
	Source *evidence.Source
	// Held are the interests, by id, each by one who holds it.
	Held []HeldInterest
}

// HeldInterest is an interest, with how its holder is connected with a source.
type HeldInterest struct {
	Interest *evidence.Interest
	Holder   evidence.Node // the source itself, one asserted the same, its outlet, an author, an owner or a funder
	// Links lead from the source to the holder, in order: samenesses, ownerships and fundings. Who published and who
	// wrote the source is recorded with it, and no link.
	Links []evidence.Link
}

// TogetherWrong is what would remain of a side if several sources were wrong together.
type TogetherWrong struct {
	Sources      []*evidence.Source // by id: those asked for, and those that a holder asked for stands behind
	Presumed     float64
	Demonstrated float64
	LineCount    int                // demonstrated lines that remain
	LostSources  []*evidence.Source // sources of the side that lose all they rest on, by id
}

// Spread is what the sources of a side are worth by the leaning of their outlets in one scheme.
type Spread struct {
	Scheme string
	Values []SpreadValue // by value
	// DisputedCount counts the sources of the side whose outlet is rated, but not with one value; UnratedCount those
	// whose outlet has no rating, or is not known. Neither are of a value.
	DisputedCount, UnratedCount int
}

// SpreadValue is the worth of the sources whose outlets have one value of a scheme, alone.
type SpreadValue struct {
	Value                 string
	Outlets               []*evidence.Outlet // by id
	SourceCount           int
	Demonstrated          float64 // of these sources alone: the least under the worst answer to every open question
	DemonstratedLineCount int
}

// Interested returns the sources that the side reaches, its own included, behind which somebody has an interest in it,
// by id. It is empty if no interest is recorded, or none of these holds at the moment.
func (s *Side) Interested() []InterestedSource { return nil }

// AgainstInterest returns the sources of the side behind which somebody has the opposite interest, by id.
func (s *Side) AgainstInterest() []InterestedSource { return nil }

// IfWrongTogether tells what would remain of the side if sources, and all that holders stand behind, were wrong
// together. The error has code [evidence.CodeNotFound] for a source that the evidence does not hold, or a holder that
// stands behind none of it.
func (s *Side) IfWrongTogether(_ []evidence.SourceID, _ []evidence.ID) (TogetherWrong, error) {
	return TogetherWrong{}, nil
}

// Spread tells what the sources of the side are worth by the leaning of their outlets in a scheme.
func (s *Side) Spread(scheme string) Spread { return Spread{Scheme: scheme} }
