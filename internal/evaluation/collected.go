package evaluation

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// collected is a graph as far as an import, a look for copies and the figures need one: what was written, in memory.
// It begins empty and takes each record once, as it comes, so that an evaluation needs no database and sees what one
// would hold.
type collected struct {
	sub evidence.Subgraphs // every list by id
}

// Objects says of every id that there is nothing: an import asks before it writes.
func (c *collected) Objects(_ context.Context, ids []evidence.ID, _ evidence.Moment) ([]evidence.Object, error) {
	return make([]evidence.Object, len(ids)), nil
}

// Checkpoint implements ingest.Store: no import was interrupted.
func (*collected) Checkpoint(context.Context, string) (evidence.Checkpoint, error) {
	return evidence.Checkpoint{}, nil
}

// Editions finds none.
func (*collected) Editions(context.Context, []string) (map[string]evidence.Edition, error) {
	return nil, nil
}

// Denials finds none.
func (*collected) Denials(context.Context) ([]evidence.Denial, evidence.Version, error) {
	return nil, evidence.Version{}, nil
}

// Status returns that of an empty graph.
func (c *collected) Status(context.Context) (evidence.Status, error) { return evidence.Status{}, nil }

// Apply keeps the records of the kinds that the evaluations have.
func (c *collected) Apply(_ context.Context, b evidence.Batch) (evidence.Applied, error) {
	s := &c.sub
	s.Claims = keep(s.Claims, b.Claims)
	s.Sources = keep(s.Sources, b.Sources)
	s.Outlets = keep(s.Outlets, b.Outlets)
	s.Organizations = keep(s.Organizations, b.Organizations)
	s.Statements = keep(s.Statements, b.Statements)
	s.Derivations = keep(s.Derivations, b.Derivations)
	s.Ownerships = keep(s.Ownerships, b.Ownerships)
	return evidence.Applied{}, nil
}

// Retract is part of what a look for copies may do to suggestions of earlier looks; an evaluation has none.
func (c *collected) Retract(context.Context, []evidence.ID, string, string) (evidence.Applied, error) {
	return evidence.Applied{}, &evidence.Error{Code: evidence.CodeInternal, Message: "an evaluation retracts nothing"}
}

// Scan gives the outlets, sources and derivations, which are what a look at words reads.
func (c *collected) Scan(
	_ context.Context, kinds []evidence.Kind, each func(record any) error,
) (evidence.Version, error) {
	var version evidence.Version
	for _, err := range []error{
		scan(evidence.KindOutlet, kinds, c.sub.Outlets, each), scan(evidence.KindSource, kinds, c.sub.Sources, each),
		scan(evidence.KindDerivation, kinds, c.sub.Derivations, each),
	} {
		if err != nil {
			return version, err
		}
	}
	return version, nil
}

// Words has none: what is collected has titles alone.
func (c *collected) Words(context.Context, []evidence.Fingerprint) (map[evidence.Fingerprint]string, error) {
	return nil, nil
}

// evidenceOf returns what stands behind a claim, as a store would.
func (c *collected) evidenceOf(claim evidence.ClaimID) *evidence.Subgraphs {
	sub := &evidence.Subgraphs{Organizations: c.sub.Organizations, Ownerships: c.sub.Ownerships}
	sources, outlets := map[evidence.SourceID]bool{}, map[evidence.OutletID]bool{}
	for _, s := range c.sub.Statements {
		if s.Claim == claim && s.Stance != evidence.Mentions {
			sub.Statements = append(sub.Statements, s)
			sources[s.Source] = true
		}
	}
	upstream(c.sub.Derivations, sources)
	sub.Claims = only(c.sub.Claims, func(x evidence.Claim) bool { return x.ID == claim })
	sub.Sources = only(c.sub.Sources, func(s evidence.Source) bool { return sources[s.ID] })
	sub.Derivations = only(c.sub.Derivations, func(d evidence.Derivation) bool { return sources[d.From] })
	for _, s := range sub.Sources {
		outlets[s.Outlet] = true
	}
	sub.Outlets = only(c.sub.Outlets, func(o evidence.Outlet) bool { return outlets[o.ID] })
	return sub
}

// upstream adds all that the sources take from, by any number of steps.
func upstream(links []evidence.Derivation, sources map[evidence.SourceID]bool) {
	for grown := true; grown; {
		grown = false
		for _, d := range links {
			if sources[d.From] && !sources[d.To] {
				sources[d.To], grown = true, true
			}
		}
	}
}

func only[T any](list []T, wanted func(T) bool) []T {
	var out []T
	for _, x := range list {
		if wanted(x) {
			out = append(out, x)
		}
	}
	return out
}

// keep adds records in their normal form, by id.
func keep[T evidence.Record](list []T, puts []evidence.Put[T]) []T {
	for _, p := range puts {
		list = append(list, evidence.Merge(nil, p))
	}
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(idOf(a), idOf(b)) })
	return list
}

func idOf[T evidence.Record](record T) evidence.ID { return evidence.IDOf(record) }

func scan[T evidence.Record](kind evidence.Kind, kinds []evidence.Kind, list []T, each func(record any) error) error {
	if !slices.Contains(kinds, kind) {
		return nil
	}
	for i := range list {
		if err := each(&list[i]); err != nil {
			return err
		}
	}
	return nil
}
