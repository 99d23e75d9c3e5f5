package export

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
)

// confirmed holds the confirmations that speak for all that is recorded of their sources. An export carries no times:
// in a graph into which it is imported another one would speak for what nobody has confirmed.
type confirmed map[evidence.SourceID]*evidence.Confirmation

func (c confirmed) add(confirmation *evidence.Confirmation) { c[confirmation.Source] = confirmation }

// see takes out the confirmation of a source that does not speak for a record.
func (c confirmed) see(record any) {
	switch r := record.(type) {
	case *evidence.Source:
		if by := c[r.ID]; by != nil && !by.CoversSource(r) {
			delete(c, r.ID)
		}
	case *evidence.Derivation:
		if by := c[r.From]; by != nil && !by.CoversLink(r) {
			delete(c, r.From)
		}
	}
}

// holds reports whether a confirmation is left.
func (c confirmed) holds(confirmation *evidence.Confirmation) bool {
	return c[confirmation.Source] != nil
}

// confirm adds those of the confirmations that speak for all that the graph has of their sources.
func (g *Graph) confirm(list []evidence.Confirmation) {
	confirmed := confirmed{}
	for i := range list {
		confirmed.add(&list[i])
	}
	if len(confirmed) == 0 {
		return
	}
	_ = g.Each(func(record any) error {
		confirmed.see(record)
		return nil
	})
	for i := range list {
		if confirmed.holds(&list[i]) {
			g.Add(&list[i])
		}
	}
}

// confirmations reads all confirmations, and the version that they are of.
func (from From) confirmations(ctx context.Context) (confirmed, evidence.Version, error) {
	all := confirmed{}
	version, err := from.Scanner.Scan(ctx, []evidence.Kind{evidence.KindConfirmation}, func(record any) error {
		if c, is := record.(*evidence.Confirmation); is {
			all.add(c)
		}
		return nil
	})
	return all, version, err
}
