package intake

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

// mostOfSource is how many derivations of one source are looked at for parallel ones.
const mostOfSource = 100

// parallels says which of the derivations that were just recorded are parallel to another of their source: what each
// weighs is added up, and no weight is doubled in silence.
func parallels(ctx context.Context, s *run.Session, recorded []evidence.Put[evidence.Derivation]) ([]string, error) {
	var subjects []evidence.ID
	ids := map[evidence.DerivationID]bool{}
	for _, put := range recorded {
		d := put.Value
		subjects = append(subjects, evidence.ID(d.From))
		ids[evidence.DerivationIDOf(d.From, d.To, d.Kind, d.Claims)] = true
	}
	if slices.Sort(subjects); len(subjects) == 0 {
		return nil, nil
	}
	pages, err := s.Reader.Links(ctx, evidence.LinkQuery{Subjects: slices.Compact(subjects),
		Kind:      evidence.KindDerivation,
		Direction: evidence.Outgoing, Page: evidence.Page{First: mostOfSource}})
	if err != nil {
		return nil, err
	}
	var notes []string
	for _, page := range pages {
		var list []*evidence.Derivation
		for _, at := range page.Links {
			if d, is := at.Link.(*evidence.Derivation); is {
				list = append(list, d)
			}
		}
		for _, p := range evidence.Parallels(list) {
			if ids[p.Link.ID] || ids[p.Other.ID] {
				notes = append(notes, p.String())
			}
		}
	}
	return notes, nil
}
