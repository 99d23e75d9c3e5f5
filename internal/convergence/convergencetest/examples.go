package convergencetest

import (
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// Tolerance is that of the method's worked examples.
const Tolerance = 1e-6

const (
	// SeedShaped is the shape of the evidence in the fact check, as a drawing.
	SeedShaped = `Reuters <- shipping,intercepts,UA_officials; KyivPost <- Reuters; CNN <- UA_officials,Western_officials
		RAND <- Reuters,other_cited; other_cited : kind=OTHER; Reuters : kind=ARTICLE; KyivPost : kind=ARTICLE
		CNN : kind=ARTICLE; RAND : kind=REPORT; Backgrounder : kind=ARTICLE`
	// SeedMain is the evidence for the main claim of the fact check.
	SeedMain = `+ Reuters KyivPost CNN RAND
		Reuters <- shipping,intercepts,officials; officials : identity=CATEGORY kind=STATEMENT; shipping : kind=DATASET
		intercepts : kind=INTERCEPT; Reuters : kind=INVESTIGATION outlet=Reuters; KyivPost : kind=ARTICLE outlet=Kyiv_Post
		CNN : kind=ARTICLE outlet=CNN; RAND : kind=REPORT outlet=RAND`
)

// Chain makes n sources, each of which syndicates the one before, all supporting the claim.
func Chain(n int) *evidence.Subgraphs {
	sub := &evidence.Subgraphs{Claims: []evidence.Claim{{ID: TheClaim, Text: "It is so."}}}
	for i := range n {
		s := evidence.Source{ID: evidence.SourceID(fmt.Sprintf("source:s%06d", i)), Kind: evidence.Document,
			Identity: evidence.Named}
		if i > 0 {
			d := evidence.Derivation{From: s.ID, To: sub.Sources[i-1].ID, Kind: evidence.Syndicates}
			sub.Derivations = append(sub.Derivations, d.Normalize())
		}
		sub.Sources = append(sub.Sources, s)
		sub.Statements = append(
			sub.Statements, evidence.Statement{Source: s.ID, Claim: TheClaim, Stance: evidence.Supports}.Normalize())
	}
	SortByID(sub)
	return sub
}

// Find returns the first note of a code, nil if there is none.
func Find(notes []convergence.Note, code convergence.NoteCode) *convergence.Note {
	for i := range notes {
		if notes[i].Code == code {
			return &notes[i]
		}
	}
	return nil
}

// Said returns notes as "CODE text".
func Said(notes []convergence.Note) []string {
	out := make([]string, len(notes))
	for i, n := range notes {
		out[i] = string(n.Code) + " " + n.Text
	}
	return out
}

// Sorted returns a drawing with every list in the order in which a store returns it.
func Sorted(sub *evidence.Subgraphs) *evidence.Subgraphs {
	SortByID(sub)
	slices.SortFunc(sub.Outlets, func(a, b evidence.Outlet) int { return cmpText(a.ID, b.ID) })
	slices.SortFunc(sub.Organizations, func(a, b evidence.Organization) int { return cmpText(a.ID, b.ID) })
	slices.SortFunc(sub.Persons, func(a, b evidence.Person) int { return cmpText(a.ID, b.ID) })
	return sub
}

func cmpText[T ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Cites returns the derivation of one source from another, by their keys.
func Cites(from, to string) evidence.Derivation {
	return evidence.Derivation{From: evidence.SourceID("source:" + from), To: evidence.SourceID("source:" + to),
		Kind: evidence.Cites}
}

// Syndicates is Cites for a source that syndicates another.
func Syndicates(from, to string) evidence.Derivation {
	d := Cites(from, to)
	d.Kind = evidence.Syndicates
	return d
}

// Supports returns the support of a source, by its key, for the claim that is asked about.
func Supports(name string) evidence.Statement {
	return evidence.Statement{Source: evidence.SourceID("source:" + name), Stance: evidence.Supports}
}
