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
	Sources               []*evidence.Source // by id: those asked for, and those that a holder asked for stands behind
	Presumed              float64
	Demonstrated          float64
	DemonstratedLineCount int                // demonstrated lines that remain
	LostSources           []*evidence.Source // sources of the side that lose all they rest on, by id
}

// Interested returns the sources that the side reaches, its own included, behind which somebody has an interest in it,
// by id. It is empty if no interest is recorded, or none of these holds at the moment.
func (s *Side) Interested() []InterestedSource { return s.InterestedList().First(-1) }

// InterestedList is [Side.Interested] as a list whose keys are the ids of the sources.
func (s *Side) InterestedList() List[InterestedSource] {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	return s.analysis.heldIn(s.analysis.Interested(), s.analysis.Stance())
}

// AgainstInterest returns the sources of the side behind which somebody has the opposite interest, by id.
func (s *Side) AgainstInterest() []InterestedSource { return s.AgainstInterestList().First(-1) }

// AgainstInterestList is [Side.AgainstInterest] as a list whose keys are the ids of the sources.
func (s *Side) AgainstInterestList() List[InterestedSource] {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	return s.analysis.heldIn(a.classesOf(s.analysis.AgainstInterest()), s.analysis.Stance().Opposite())
}

// classesOf returns the classes of sources of the graph.
func (a *Analysis) classesOf(nodes []int32) []int32 {
	out := make([]int32, len(nodes))
	for i, v := range nodes {
		out[i] = a.G.Nodes[v]
	}
	return out
}

// heldIn lists classes of sources with the interests behind them that a stance serves.
func (s *SideAnalysis) heldIn(classes []int32, stance evidence.Stance) List[InterestedSource] {
	held := s.InterestsIn(stance)
	return computed(s.a, classes,
		func(class int32) string { return string(s.a.Ix.Sources[class].ID) },
		func(i *InterestedSource) string { return string(i.Source.ID) },
		func(class int32) InterestedSource { return s.a.interestedSource(class, held) })
}

// interestedSource returns a class of sources with the interests of a list that are held behind it.
func (a *Analysis) interestedSource(class int32, list []*evidence.Interest) InterestedSource {
	behind := a.Backing()
	out := InterestedSource{Source: a.Ix.Sources[class]}
	for _, i := range behind.Held(class, list) {
		out.Held = append(
			out.Held, HeldInterest{Interest: i, Holder: behind.Node(i.Holder), Links: behind.Way(class, i.Holder)})
	}
	return out
}

// IfWrongTogether tells what would remain of the side if sources, and all that holders stand behind, were wrong
// together. The error has code [evidence.CodeNotFound] for a source that the evidence does not hold, or a holder that
// stands behind none of it.
func (s *Side) IfWrongTogether(sources []evidence.SourceID, holders []evidence.ID) (TogetherWrong, error) {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	wrong, err := a.Named(sources, holders)
	if err != nil {
		return TogetherWrong{}, err
	}
	out := TogetherWrong{LostSources: a.SourcesOf(s.analysis.LostWithout(wrong))}
	for v, class := range a.G.Nodes {
		if wrong(class) {
			out.Sources = append(out.Sources, a.G.Source(int32(v)))
		}
	}
	r := s.analysis.Without(wrong)
	out.Presumed, out.Demonstrated, out.DemonstratedLineCount = r.Presumed, r.Demonstrated, r.DemonstratedLineCount
	return out, nil
}
