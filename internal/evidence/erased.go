package evidence

import "slices"

// NamedPersons returns the persons whom the batch records or names, each once, by id.
func (b *Batch) NamedPersons() []PersonID {
	var persons []PersonID
	add := func(ids ...ID) {
		for _, id := range ids {
			if id.Kind() == KindPerson {
				persons = append(persons, PersonID(id))
			}
		}
	}
	for _, p := range b.Persons {
		add(p.Value.NodeID())
	}
	for _, p := range b.Sources {
		persons = append(persons, p.Value.Authors...)
	}
	for _, p := range b.Ownerships {
		add(p.Value.Owner)
	}
	for _, p := range b.Fundings {
		add(p.Value.Funder)
	}
	for _, p := range b.Interests {
		add(p.Value.Holder)
	}
	for _, p := range b.Samenesses {
		add(p.Value.A, p.Value.B)
	}
	return sortedSet(persons)
}

// WithoutErased returns the batch as it is applied to a graph from which persons were erased: without them, without
// links that have one of them as an end, and without their authorship. left counts, by kind, the records that are left
// out. The batch itself stays as it is.
func (b Batch) WithoutErased(erased map[PersonID]bool) (rest Batch, left map[Kind]int) {
	left = map[Kind]int{}
	gone := func(id ID) bool { return erased[PersonID(id)] }
	b.Editions = slices.DeleteFunc(slices.Clone(b.Editions), func(e Edition) bool { return erased[PersonID(e.Of)] })
	b.Persons = keep(left, KindPerson, b.Persons, func(p Person) bool { return !erased[p.ID] })
	b.Ownerships = keep(left, KindOwnership, b.Ownerships, func(o Ownership) bool { return !gone(o.Owner) })
	b.Fundings = keep(left, KindFunding, b.Fundings, func(f Funding) bool { return !gone(f.Funder) })
	b.Samenesses = keep(left, KindSameness, b.Samenesses, func(s Sameness) bool { return !gone(s.A) && !gone(s.B) })
	b.Interests = keep(left, KindInterest, b.Interests, func(i Interest) bool { return !gone(i.Holder) })
	b.Sources = slices.Clone(b.Sources)
	for i := range b.Sources {
		authors := slices.Clone(b.Sources[i].Value.Authors)
		b.Sources[i].Value.Authors = slices.DeleteFunc(authors, func(p PersonID) bool { return erased[p] })
	}
	return b, left
}

// keep returns the records that stay, and counts the others.
func keep[T Record](left map[Kind]int, kind Kind, puts []Put[T], stays func(T) bool) []Put[T] {
	var kept []Put[T]
	for _, p := range puts {
		if stays(p.Value) {
			kept = append(kept, p)
		} else {
			left[kind]++
		}
	}
	return kept
}
