package grammar

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Stances numbers the stances for [Record.Variant].
func Stances() []evidence.Stance {
	return []evidence.Stance{evidence.Supports, evidence.Refutes, evidence.Mentions}
}

// RelationKinds numbers the relations for [Record.Variant].
func RelationKinds() []evidence.RelationKind {
	return []evidence.RelationKind{evidence.PartOf, evidence.Contradicts}
}

func number[K comparable](all []K, k K) uint8 { return uint8(max(slices.Index(all, k), 0)) }

// linkShape reads lines about links as the table of the Record says, but for the fields that are given instead and
// those that no such line has.
func linkShape[R evidence.Record](build func(R, []string) Record, given []field[R], without ...string) *shape[R] {
	fields := tableFields(evidence.TableOf(new(R)), func(r *R) any { return r }, nil, append(without, "quotes")...)
	for i := range fields {
		for _, f := range given {
			if fields[i].name == f.name {
				fields[i] = f
			}
		}
	}
	return newShape(build, func(r *R) *evidence.Provenance { return evidence.ProvenanceOf(r) }, fields...)
}

func statementLine() *shape[evidence.Statement] {
	type T = evidence.Statement
	all := Stances()
	m := &model[T]{
		slot:    func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Statements },
		id:      func(s T) evidence.ID { return evidence.ID(evidence.StatementIDOf(s.Source, s.Claim, s.Stance)) },
		variant: func(s T) uint8 { return number(all, s.Stance) },
		mentions: func(s T, list []Mention) []Mention {
			return append(list, Mention{ID: evidence.ID(s.Source)}, Mention{ID: evidence.ID(s.Claim)})
		},
	}
	return linkShape(builder(m), nil)
}

func derivationModel() *model[evidence.Derivation] {
	type T = evidence.Derivation
	all := evidence.DerivationKinds()
	return &model[T]{
		slot:    func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Derivations },
		id:      func(d T) evidence.ID { return evidence.ID(evidence.DerivationIDOf(d.From, d.To, d.Kind, d.Claims)) },
		variant: func(d T) uint8 { return number(all, d.Kind) },
		mentions: func(d T, list []Mention) []Mention {
			list = append(list, Mention{ID: evidence.ID(d.From)}, Mention{ID: evidence.ID(d.To)})
			return mentionAll(d.Claims, list)
		},
	}
}

func derivationLine() *shape[evidence.Derivation] {
	type T = evidence.Derivation
	kind := tableField(evidence.TableOf(&T{}).Field("kind"), func(t *T) any { return t })
	set := kind.set
	kind.set = func(t *T, v value, expected string) error {
		if err := set(t, v, expected); err != nil {
			return err
		}
		if t.Kind == evidence.Copies {
			return evidence.Invalidf("", "found COPIES; expected %s (a copy is a line of type copy)", expected)
		}
		return nil
	}
	return linkShape(builder(derivationModel()), []field[T]{kind}, "copiedShare")
}

func copyLine() *shape[evidence.Derivation] {
	type T = evidence.Derivation
	build := builder(derivationModel())
	share := tableField(evidence.TableOf(&T{}).Field("copiedShare"), func(t *T) any { return t })
	return linkShape(func(d T, stated []string) Record {
		d.Kind = evidence.Copies
		return build(d, stated)
	}, []field[T]{need(share)}, "kind")
}

func corroborationLine() *shape[evidence.Corroboration] {
	type T = evidence.Corroboration
	m := &model[T]{
		slot: func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Corroborations },
		id:   func(c T) evidence.ID { return evidence.ID(evidence.CorroborationIDOf(c.Claim, c.Sources)) },
		mentions: func(c T, list []Mention) []Mention {
			return mentionAll(c.Sources, append(list, Mention{ID: evidence.ID(c.Claim)}))
		},
	}
	return linkShape(builder(m), nil)
}

func confirmationLine() *shape[evidence.Confirmation] {
	type T = evidence.Confirmation
	m := &model[T]{
		slot: func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Confirmations },
		id:   func(c T) evidence.ID { return evidence.ID(evidence.ConfirmationIDOf(c.Source)) },
		mentions: func(c T, list []Mention) []Mention {
			return append(list, Mention{ID: evidence.ID(c.Source)})
		},
	}
	return linkShape(builder(m), nil)
}

func relationLine() *shape[evidence.Relation] {
	type T = evidence.Relation
	all := RelationKinds()
	m := &model[T]{
		slot:    func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Relations },
		id:      func(r T) evidence.ID { return evidence.ID(evidence.RelationIDOf(r.From, r.Kind, r.To)) },
		variant: func(r T) uint8 { return number(all, r.Kind) },
		mentions: func(r T, list []Mention) []Mention {
			return append(list, Mention{ID: evidence.ID(r.From)}, Mention{ID: evidence.ID(r.To)})
		},
	}
	return linkShape(builder(m), nil)
}
