package evidence

import "slices"

// Affected returns the nodes that a claim must rest on (see [Filter.RestsOn]) for one of the objects to be part of its
// evidence, or of what is recorded of the claim itself; by id, each once.
func Affected(objects []Object) []ID {
	var out []ID
	for _, o := range objects {
		switch l := o.Link.(type) {
		case *Statement:
			out = append(out, ID(l.Claim))
		case *Corroboration:
			out = append(out, ID(l.Claim))
		case *Derivation:
			out = append(out, ID(l.From))
		case *Ownership:
			out = append(out, l.Asset)
		case *Funding:
			out = append(out, l.Recipient)
		case *Sameness:
			out = append(out, l.A, l.B)
		case *Relation:
			out = append(out, ID(l.From), ID(l.To))
		case *Confirmation:
			out = append(out, ID(l.Source))
		case *Interest:
			out = append(out, l.About())
		case *Leaning:
			out = append(out, ID(l.Outlet))
		default:
			out = append(out, affectedBy(o.Node)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func affectedBy(n Node) []ID {
	switch n := n.(type) {
	case nil:
		return nil
	case *ClaimReview: // no evidence; it belongs to its claim
		return []ID{ID(n.Claim)}
	}
	return []ID{n.NodeID()}
}

// Objects returns what the batch records, in its order. The links' ids may be missing where they are derived.
func (b *Batch) Objects() []Object {
	objects := make([]Object, 0, b.Len())
	objects = appendNodes[*Organization](objects, b.Organizations)
	objects = appendNodes[*Person](objects, b.Persons)
	objects = appendNodes[*Outlet](objects, b.Outlets)
	objects = appendNodes[*Source](objects, b.Sources)
	objects = appendNodes[*Claim](objects, b.Claims)
	objects = appendNodes[*ClaimReview](objects, b.Reviews)
	objects = appendLinks[*Statement](objects, b.Statements)
	objects = appendLinks[*Derivation](objects, b.Derivations)
	objects = appendLinks[*Corroboration](objects, b.Corroborations)
	objects = appendLinks[*Ownership](objects, b.Ownerships)
	objects = appendLinks[*Funding](objects, b.Fundings)
	objects = appendLinks[*Sameness](objects, b.Samenesses)
	objects = appendLinks[*Relation](objects, b.Relations)
	objects = appendLinks[*Confirmation](objects, b.Confirmations)
	objects = appendLinks[*Interest](objects, b.Interests)
	return appendLinks[*Leaning](objects, b.Leanings)
}

func appendNodes[P interface {
	*T
	Node
}, T any](objects []Object, puts []Put[T]) []Object {
	for i := range puts {
		objects = append(objects, Object{Node: P(&puts[i].Value)})
	}
	return objects
}

func appendLinks[P interface {
	*T
	Link
}, T any](objects []Object, puts []Put[T]) []Object {
	for i := range puts {
		objects = append(objects, Object{Link: P(&puts[i].Value)})
	}
	return objects
}
