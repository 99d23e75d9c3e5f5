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
	return newShape(builder(m), func(t *T) *evidence.Provenance { return &t.Provenance },
		need(identity(key("source", evidence.KindSource, func(t *T) *evidence.SourceID { return &t.Source }))),
		need(identity(key("claim", evidence.KindClaim, func(t *T) *evidence.ClaimID { return &t.Claim }))),
		need(identity(words("stance", "SUPPORTS, REFUTES or MENTIONS",
			func(t *T) *evidence.Stance { return &t.Stance }))),
		factor("strength", "a number above 0 and at most 1", func(t *T) *float64 { return &t.Strength }),
	)
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

func derivationEnds() []field[evidence.Derivation] {
	type T = evidence.Derivation
	return []field[T]{
		need(identity(key("from", evidence.KindSource, func(t *T) *evidence.SourceID { return &t.From }))),
		need(identity(key("to", evidence.KindSource, func(t *T) *evidence.SourceID { return &t.To }))),
		identity(keys("claims", evidence.KindClaim, func(t *T) *[]evidence.ClaimID { return &t.Claims })),
		words("detector", "a text", func(t *T) *string { return &t.Detector }),
		words("status", "SUGGESTED, CONFIRMED or REJECTED", func(t *T) *evidence.ReviewStatus { return &t.Status }),
	}
}

func derivationWeight() field[evidence.Derivation] {
	return factor("weight", "a number above 0", func(t *evidence.Derivation) *float64 { return &t.Weight })
}

func derivationLine() *shape[evidence.Derivation] {
	type T = evidence.Derivation
	const expected = "CITES, QUOTES, SYNDICATES, TRANSLATES or DERIVED_FROM"
	kind := identity(words("kind", expected, func(t *T) *evidence.DerivationKind { return &t.Kind }))
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
	return newShape(builder(derivationModel()), func(t *T) *evidence.Provenance { return &t.Provenance },
		append(derivationEnds(), need(kind), derivationWeight())...)
}

func copyLine() *shape[evidence.Derivation] {
	type T = evidence.Derivation
	build := builder(derivationModel())
	return newShape(func(d T, stated []string) Record {
		d.Kind = evidence.Copies
		return build(d, stated)
	}, func(t *T) *evidence.Provenance { return &t.Provenance },
		append(derivationEnds(),
			need(optionalNumber("kappa", "the share copied, from 0 to 1", func(t *T) **float64 { return &t.Kappa })),
			derivationWeight())...)
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
	return newShape(builder(m), func(t *T) *evidence.Provenance { return &t.Provenance },
		need(identity(key("claim", evidence.KindClaim, func(t *T) *evidence.ClaimID { return &t.Claim }))),
		need(identity(keys("sources", evidence.KindSource, func(t *T) *[]evidence.SourceID { return &t.Sources }))),
	)
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
	return newShape(builder(m), func(t *T) *evidence.Provenance { return &t.Provenance },
		need(identity(key("source", evidence.KindSource, func(t *T) *evidence.SourceID { return &t.Source }))),
	)
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
	return newShape(builder(m), func(t *T) *evidence.Provenance { return &t.Provenance },
		need(identity(key("from", evidence.KindClaim, func(t *T) *evidence.ClaimID { return &t.From }))),
		need(identity(words("kind", "PART_OF or CONTRADICTS", func(t *T) *evidence.RelationKind { return &t.Kind }))),
		need(identity(key("to", evidence.KindClaim, func(t *T) *evidence.ClaimID { return &t.To }))),
	)
}
