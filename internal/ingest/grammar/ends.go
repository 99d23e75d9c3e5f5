package grammar

import "github.com/credence-graph/credence/internal/evidence"

// end is a field that names a node of one of two kinds. A bare key is kept bare: which kind it is of is known only when
// everything has been read.
func end[T any](name string, kinds [2]evidence.Kind, at func(*T) *evidence.ID) field[T] {
	expected := "the id of " + kinds[0].One() + " or " + string(kinds[1])
	return field[T]{name: name, expected: expected, required: true, set: func(t *T, v value, expected string) error {
		text, err := v.text(expected)
		if err != nil {
			return err
		}
		id := evidence.ID(text)
		switch id.Kind() {
		case kinds[0], kinds[1]:
		case "":
			if _, err := evidence.ParseKey[evidence.ID](kinds[0], text); err != nil {
				return err
			}
		default:
			return evidence.Invalidf("", "%q names %s; expected %s", text, id.Kind().One(), expected)
		}
		*at(t) = id
		return nil
	}}
}

// assets and owners are the kinds of the two ends, the reading that is tried first in front.
func assets() [2]evidence.Kind {
	return [2]evidence.Kind{evidence.KindOutlet, evidence.KindOrganization}
}
func owners() [2]evidence.Kind {
	return [2]evidence.Kind{evidence.KindOrganization, evidence.KindPerson}
}

// readings returns what an end may mean.
func readings(id evidence.ID, kinds [2]evidence.Kind) Mention {
	if id.Kind() != "" {
		return Mention{ID: id}
	}
	return Mention{
		ID: evidence.ID(string(kinds[0]) + ":" + string(id)), Other: evidence.ID(string(kinds[1]) + ":" + string(id)),
	}
}

// apart returns readings of two ends that differ, where there are such.
func apart(a, b Mention) (evidence.ID, evidence.ID) {
	switch {
	case a.ID != b.ID:
	case b.Other != "":
		return a.ID, b.Other
	case a.Other != "":
		return a.Other, b.ID
	}
	return a.ID, b.ID
}

func ownershipLine() *shape[evidence.Ownership] {
	type T = evidence.Ownership
	m := &model[T]{
		slot: func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Ownerships },
		id:   func(o T) evidence.ID { return evidence.ID(evidence.OwnershipIDOf(o.Asset, o.Owner, o.ValidFrom)) },
		mentions: func(o T, list []Mention) []Mention {
			return append(list, readings(o.Asset, assets()), readings(o.Owner, owners()))
		},
		standIn: func(o T) T {
			o.Asset, o.Owner = apart(readings(o.Asset, assets()), readings(o.Owner, owners()))
			return o
		},
		settle: func(p *evidence.Put[T], read func(Mention) evidence.ID) {
			p.Value.Asset, p.Value.Owner = read(readings(p.Value.Asset, assets())), read(readings(p.Value.Owner,
				owners()))
		},
	}
	return linkShape(builder(m), []field[T]{
		end("asset", assets(), func(t *T) *evidence.ID { return &t.Asset }),
		end("owner", owners(), func(t *T) *evidence.ID { return &t.Owner }),
	})
}

func fundingLine() *shape[evidence.Funding] {
	type T = evidence.Funding
	m := &model[T]{
		slot: func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Fundings },
		id:   func(f T) evidence.ID { return evidence.ID(evidence.FundingIDOf(f.Recipient, f.Funder, f.ValidFrom)) },
		mentions: func(f T, list []Mention) []Mention {
			return append(list, readings(f.Recipient, assets()), readings(f.Funder, owners()))
		},
		standIn: func(f T) T {
			f.Recipient, f.Funder = apart(readings(f.Recipient, assets()), readings(f.Funder, owners()))
			return f
		},
		settle: func(p *evidence.Put[T], read func(Mention) evidence.ID) {
			p.Value.Recipient, p.Value.Funder = read(readings(p.Value.Recipient,
				assets())), read(readings(p.Value.Funder, owners()))
		},
	}
	return linkShape(builder(m), []field[T]{
		end("recipient", assets(), func(t *T) *evidence.ID { return &t.Recipient }),
		end("funder", owners(), func(t *T) *evidence.ID { return &t.Funder }),
	})
}
