package neo4jstore

import (
	"errors"

	"github.com/credence-graph/credence/internal/evidence"
)

// guessRecords is how large a batch is from which it pays to take it for new: a small one is looked up in no time.
const guessRecords = 200

// errNotNew says that a batch is not, or may not be, new as a whole.
var errNotNew = &evidence.Error{Code: evidence.CodeConflict, Message: "some of it is recorded already, or names what is nowhere"}

// refused tells whether a write was refused for what is in the batch, rather than failed.
func refused(err error) bool {
	return errors.Is(err, evidence.ErrInvalid) || errors.Is(err, evidence.ErrNotFound) || errors.Is(err, evidence.ErrConflict)
}

// anew records a batch as if the graph had nothing of it. What it has all the same is refused by the uniqueness constraints,
// which also cover what has been retracted, since the latest record of a link keeps the link's id; and what names a node that
// is nowhere shows in the number of relationships that were made. Then nothing is written, and errors say no more than that.
// Only what the writing itself does not find out is looked up: erased persons, statements of the other side, and the claims
// that a derivation holds for.
func (t *transaction) anew(b evidence.Batch) (evidence.Applied, error) {
	b, left, err := t.admitted(b)
	if err != nil {
		return evidence.Applied{}, err
	}
	if len(left) > 0 {
		return evidence.Applied{}, errNotNew
	}
	p := newPlan(itemsOf(&b))
	w := wanted{}
	for _, s := range p.order {
		if s.conflicting.id != "" {
			w.as(s.conflicting.relationship, s.conflicting.id)
		}
	}
	if p.found, err = w.find(t.run); err != nil {
		return evidence.Applied{}, err
	}
	if err := p.merge(); err != nil {
		return evidence.Applied{}, err
	}
	if err := t.checkWith(p, scopes); err != nil {
		return evidence.Applied{}, err
	}
	return t.carryOut(p, &b)
}

// scopes returns the references of a record that no relationship of its own shows to be there.
func scopes(record any) []evidence.Reference {
	d, ok := record.(*evidence.Derivation)
	if !ok || len(d.Claims) == 0 {
		return nil
	}
	return evidence.References(&evidence.Derivation{Claims: d.Claims})
}
