package ingest

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// apply writes a batch, or finds out what writing it would do.
func (im *importer) apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	if !im.options.DryRun {
		return im.store.Apply(ctx, b)
	}
	p := plan{im: im, ctx: ctx, at: im.summary.Version, from: b.RecordedFrom}
	return p.apply(b)
}

// plan compares batches with the graph, as a store would when it writes them. No record stands in two batches of an
// import, so that what it finds does not depend on the batches before.
type plan struct {
	im   *importer
	ctx  context.Context
	at   evidence.Version
	from string
	done evidence.Applied
}

func (p *plan) apply(b evidence.Batch) (evidence.Applied, error) {
	count := func() map[evidence.Kind]int { return map[evidence.Kind]int{} }
	p.done = evidence.Applied{
		Created: count(), Changed: count(), Unchanged: count(), Retracted: count(), Before: p.at, Version: p.at,
	}
	erased, err := p.erased(b)
	if err != nil {
		return p.done, err
	}
	b, left := b.WithoutErased(erased)
	if b.Denied {
		err := p.compareDenials(b.Samenesses)
		return p.done, err
	}
	known := p.im.known(b.EditionNames())
	b, older := b.WithoutOlder(known)
	for _, out := range []map[evidence.Kind]int{left, older} {
		for kind, n := range out {
			p.done.Unchanged[kind] += n
		}
	}
	if err := p.supersede(&b, known); err != nil {
		return p.done, err
	}
	for _, compare := range []func() error{
		func() error { return compare(p, b.Organizations) }, func() error { return compare(p, b.Persons) },
		func() error { return compare(p, b.Outlets) }, func() error { return compare(p, b.Sources) },
		func() error { return compare(p, b.Claims) }, func() error { return compare(p, b.Reviews) },
		func() error { return compare(p, b.Statements) }, func() error { return compare(p, b.Derivations) },
		func() error { return compare(p, b.Corroborations) }, func() error { return compare(p, b.Ownerships) },
		func() error { return compare(p, b.Fundings) }, func() error { return compare(p, b.Samenesses) },
		func() error { return compare(p, b.Relations) }, func() error { return compare(p, b.Confirmations) },
		func() error { return compare(p, b.Interests) }, func() error { return compare(p, b.Leanings) },
	} {
		if err := compare(); err != nil {
			return p.done, err
		}
	}
	return p.done, nil
}

// supersede finds out what later versions of their records do not state any more.
func (p *plan) supersede(b *evidence.Batch, known map[string]evidence.Edition) error {
	by := b.Superseded(known)
	if len(by) == 0 {
		return nil
	}
	objects, err := p.im.objects(p.ctx, slices.Collect(maps.Keys(by)))
	if err != nil {
		return err
	}
	for _, o := range objects {
		if o.Link != nil && b.Supersede(o.Link, by[o.Link.LinkID()]) {
			p.done.Retracted[o.Link.LinkID().Kind()]++
		}
	}
	return nil
}

// known returns the editions that the graph had of records of the files.
func (im *importer) known(of []string) map[string]evidence.Edition {
	known := map[string]evidence.Edition{}
	for _, name := range of {
		if vs := im.index.versions[name]; vs.known.Of != "" {
			known[name] = vs.known
		}
	}
	return known
}

// erased returns who of the named persons was erased from the graph: records of them change nothing.
func (p *plan) erased(b evidence.Batch) (map[evidence.PersonID]bool, error) {
	persons := b.NamedPersons()
	if p.im.empty || len(persons) == 0 {
		return nil, nil
	}
	ids := make([]evidence.ID, len(persons))
	for i, id := range persons {
		ids[i] = evidence.ID(id)
	}
	objects, err := p.im.objects(p.ctx, ids)
	if err != nil {
		return nil, err
	}
	erased := map[evidence.PersonID]bool{}
	for _, o := range objects {
		if person, ok := o.Node.(*evidence.Person); ok && person.ErasedAt != nil {
			erased[person.ID] = true
		}
	}
	return erased, nil
}

// compare counts what writing the records would create, change and leave.
func compare[R evidence.Record](p *plan, puts []evidence.Put[R]) error {
	if len(puts) == 0 {
		return nil
	}
	ids := make([]evidence.ID, len(puts))
	for i, put := range puts {
		fresh := evidence.Merge(nil, put)
		ids[i] = evidence.IDOf(any(&fresh))
	}
	if p.im.empty {
		p.done.Created[ids[0].Kind()] += len(puts)
		return nil
	}
	objects, err := p.im.objects(p.ctx, ids)
	if err != nil {
		return err
	}
	for i, put := range puts {
		old := standing[R](objects[i])
		switch {
		case old == nil:
			p.done.Created[ids[i].Kind()]++
		case leaves(p, old, put):
			p.done.Unchanged[ids[i].Kind()]++
		default:
			p.done.Changed[ids[i].Kind()]++
		}
	}
	return nil
}

// leaves reports whether a record stands already as it is to be written.
func leaves[R evidence.Record](p *plan, old *R, put evidence.Put[R]) bool {
	return evidence.Equal(*old, stamped(evidence.Merge(old, put), put, p.from))
}

// compareDenials is compare of samenesses that are denied: each that is not denied already, and so, is recorded again.
func (p *plan) compareDenials(puts []evidence.Put[evidence.Sameness]) error {
	if p.im.denied == nil {
		denials, _, err := p.im.store.Denials(p.ctx)
		if err != nil {
			return fmt.Errorf("looking up what is denied: %w", err)
		}
		p.im.denied = map[evidence.ID]evidence.Sameness{}
		for _, d := range denials {
			p.im.denied[d.LinkID()] = d.Sameness()
		}
	}
	for _, put := range puts {
		if old, denied := p.im.denied[put.Value.Normalize().LinkID()]; denied && leaves(p, &old, put) {
			p.done.Unchanged[evidence.KindSameness]++
		} else {
			p.done.Created[evidence.KindSameness]++
		}
	}
	return nil
}

// standing returns what the graph has, nil where it has nothing.
func standing[R evidence.Record](o evidence.Object) *R {
	if node, ok := any(o.Node).(*R); ok {
		return node
	}
	link, _ := any(o.Link).(*R)
	return link
}

// stamped writes into a link what it is taken from, where it does not say so itself, as a store does.
func stamped[R evidence.Record](r R, put evidence.Put[R], from string) R {
	if put.Names("recordedFrom") {
		return r
	}
	if field := reflect.ValueOf(&r).Elem().FieldByName("Provenance"); field.IsValid() {
		if recorded := field.FieldByName("RecordedFrom"); recorded.String() == "" {
			recorded.SetString(from)
		}
	}
	return r
}
