package neo4jstore

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/faults"
)

// guessRecords is how large a batch is from which it pays to take it for new: a small one is looked up in no time.
const guessRecords = 200

// errNotNew says that a batch is not, or may not be, new as a whole.
var errNotNew = &evidence.Error{Code: evidence.CodeConflict,
	Message: "some of it is recorded already, or names what is missing"}

// refused reports whether a write was refused for what is in the batch, rather than failed.
func refused(err error) bool {
	return errors.Is(err, evidence.ErrInvalid) || errors.Is(err, evidence.ErrNotFound) ||
		errors.Is(err, evidence.ErrConflict)
}

// retry reports whether Neo4j gave a write up for how it was done: one that has written before it is its turn may be
// in a deadlock with another writer for longer than the driver tries again, or be too much beside the one before it.
func retry(err error) bool {
	var spent *neo4j.TransactionExecutionLimit
	if errors.As(err, &spent) && len(spent.Errors) > 0 {
		err = spent.Errors[len(spent.Errors)-1]
	}
	var server *neo4j.Neo4jError
	return errors.As(err, &server) && strings.HasPrefix(server.Code, faults.Transient)
}

// optimistic records a batch as if the graph had nothing of it. What it has all the same is refused by the uniqueness
// constraints, which also cover what has been retracted, since the latest record of a link keeps the link's id; and
// what names a node that is missing shows in the number of relationships that were made. Then nothing is written, and
// errors say no more than that.
//
// So the records are written without the graph's write lock, while the batch before is being committed: nobody sees
// them, and whatever others commit meanwhile is found as said. Once it is the batch's turn and it has the lock, that
// is looked up which the writing itself does not find out: erased persons, versions of records that are in force,
// statements of the other side, the claims that a derivation holds for, and whether somebody has written since the
// time that the records say. What two batches may share, texts, is written then, too: whoever waits for its turn must
// not hold what the batch before may wait for.
func (t *transaction) optimistic(b evidence.Batch, turn func(context.Context) error) (evidence.Applied, error) {
	if err := b.CheckWords(); err != nil {
		return newApplied(), err
	}
	if slices.ContainsFunc(b.Interests, func(p evidence.Put[evidence.Interest]) bool { return p.Value.Tag != "" }) {
		return newApplied(), errNotNew // two batches may share a topic
	}
	if t.at.IsZero() {
		t.at = t.store.now() // before the lock: what is written has to be dated, and is refused if others wrote later
	}
	p := newPlan(itemsOf(&b))
	if err := p.merge(); err != nil {
		return newApplied(), err
	}
	if err := t.writeRecords(p, &b); err != nil {
		return newApplied(), err
	}
	if err := turn(t.ctx); err != nil {
		return newApplied(), err
	}
	if err := t.stillNew(p, &b); err != nil {
		return newApplied(), err
	}
	b, _ = b.WithoutOlder(nil) // the graph has none of its editions
	return t.complete(p, &b, nil)
}

// stillNew locks the graph and refuses what has been written where it stands in the way of something else.
func (t *transaction) stillNew(p *plan, b *evidence.Batch) error {
	last, err := t.lock()
	if err != nil {
		return err
	}
	if !t.at.After(last) {
		return errNotNew
	}
	erased, err := t.erased(b.NamedPersons())
	if err != nil {
		return err
	}
	known, err := t.editions(b)
	if err != nil {
		return err
	}
	if len(erased)+len(known) > 0 {
		return errNotNew
	}
	w := wanted{}
	for _, s := range p.order {
		if s.conflicting.ID != "" {
			w.as(s.conflicting.Relationship, s.conflicting.ID)
		}
	}
	if p.found, err = w.find(t.run); err != nil {
		return err
	}
	return t.checkWith(p, scopes)
}

// scopes returns the references of a record that no relationship of its own shows to be there.
func scopes(record any) []evidence.Reference {
	d, ok := record.(*evidence.Derivation)
	if !ok || len(d.Claims) == 0 {
		return nil
	}
	return evidence.References(&evidence.Derivation{Claims: d.Claims})
}
