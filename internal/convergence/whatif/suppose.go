package whatif

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Suppose lays a hypothesis about a claim over evidence and returns the evidence that would be; sub is not changed, and
// lists that stay the same are shared with it. The policy says which samenesses make a struck source one with others.
// idle holds the ids of the hypothesis' Without that are not in the evidence: striking them out changes nothing here.
//
// The error has code [evidence.CodeInvalid] where the hypothesis is malformed or names a source that was not out at the
// moment, [evidence.CodeNotFound] where it names what neither it nor sub has, and [evidence.CodeConflict] where it
// makes a source that sub has, or lets a source both support and refute the claim.
func Suppose(
	sub *evidence.Subgraphs, claim evidence.ClaimID, h Hypothesis, p basis.Policy) (out *evidence.Subgraphs,
	idle []evidence.ID, err error) {
	if h, err = h.Normalized(claim); err != nil {
		return nil, nil, err
	}
	o := supposition{Subgraphs: *sub, policy: p}
	struck := o.strike(h.Without)
	if err := o.add(&h); err != nil {
		return nil, nil, err
	}
	o.Excluded = o.alike(struck)
	if err := o.checkStances(claim); err != nil {
		return nil, nil, err
	}
	return &o.Subgraphs, o.idle, nil
}

// supposition is evidence that is being changed.
type supposition struct {
	evidence.Subgraphs
	policy basis.Policy
	idle   []evidence.ID
}

// strike takes out links and returns the sources that are to be struck out.
func (o *supposition) strike(without []evidence.ID) []evidence.SourceID {
	gone := make(map[evidence.ID]bool, len(without)) // value: found
	for _, id := range without {
		gone[id] = false
	}
	o.Statements = keep(o.Statements, gone)
	o.Derivations = keep(o.Derivations, gone)
	o.Corroborations = keep(o.Corroborations, gone)
	o.Ownerships = keep(o.Ownerships, gone)
	o.Fundings = keep(o.Fundings, gone)
	o.Samenesses = keep(o.Samenesses, gone)
	o.Confirmations = keep(o.Confirmations, gone)
	o.Relations = keep(o.Relations, gone)
	o.Interests = keep(o.Interests, gone)
	o.Leanings = keep(o.Leanings, gone)
	var struck []evidence.SourceID
	for i := range o.Sources {
		if _, is := gone[evidence.ID(o.Sources[i].ID)]; is {
			gone[evidence.ID(o.Sources[i].ID)] = true
			struck = append(struck, o.Sources[i].ID)
		}
	}
	for id, found := range gone {
		if !found {
			o.idle = append(o.idle, id)
		}
	}
	slices.Sort(o.idle)
	return struck
}

// keep returns the links that are not gone, the list itself where all of them stay, and notes which were found.
func keep[T evidence.Link](list []T, gone map[evidence.ID]bool) []T {
	is := func(l T) bool { _, is := gone[l.LinkID()]; return is }
	if len(gone) == 0 || !slices.ContainsFunc(list, is) {
		return list
	}
	var kept []T
	for _, l := range list {
		if is(l) {
			gone[l.LinkID()] = true
		} else {
			kept = append(kept, l)
		}
	}
	return kept
}

// add puts in what is supposed.
func (o *supposition) add(h *Hypothesis) error {
	if err := o.addSources(h.Sources); err != nil {
		return err
	}
	if err := o.checkNamed(h); err != nil {
		return err
	}
	o.Statements = merge(o.Statements, h.Statements, func(s *evidence.Statement) evidence.ID { return evidence.ID(s.ID) })
	o.Derivations = merge(
		o.Derivations, h.Derivations, func(d *evidence.Derivation) evidence.ID { return evidence.ID(d.ID) })
	o.Ownerships = merge(o.Ownerships, h.Ownerships, func(w *evidence.Ownership) evidence.ID { return evidence.ID(w.ID) })
	o.Fundings = merge(o.Fundings, h.Fundings, func(f *evidence.Funding) evidence.ID { return evidence.ID(f.ID) })
	o.Samenesses = merge(o.Samenesses, h.Samenesses, func(s *evidence.Sameness) evidence.ID { return evidence.ID(s.ID) })
	o.Interests = merge(o.Interests, h.Interests, func(i *evidence.Interest) evidence.ID { return evidence.ID(i.ID) })
	o.rate(h.Ratings)
	return nil
}

func (o *supposition) addSources(sources []evidence.Source) error {
	for _, s := range sources {
		id := func(x *evidence.Source) evidence.SourceID { return x.ID }
		if has(o.Sources, s.ID, id) || has(o.Unpublished, s.ID, id) {
			return evidence.Conflictf(
				"sources", "the graph has a source %q already; name it in links, or take another key", s.ID)
		}
		if !o.At.Shows(s) {
			return evidence.Invalidf("sources", "%q is not out at the moment asked for; expected an earlier publishedAt", s.ID)
		}
	}
	o.Sources = merge(o.Sources, sources, func(s *evidence.Source) evidence.ID { return evidence.ID(s.ID) })
	return nil
}

// checkNamed says which node that the hypothesis names is not there.
func (o *supposition) checkNamed(h *Hypothesis) error {
	ids, claims := h.Names()
	for _, id := range claims {
		ids = append(ids, evidence.ID(id))
	}
	for _, id := range ids {
		if !o.holds(id) {
			return evidence.NotFoundf(
				"the graph has no %s %q at this moment, and the hypothesis does not make one", id.Kind(), id)
		}
	}
	return nil
}

func (o *supposition) holds(id evidence.ID) bool {
	switch id.Kind() {
	case evidence.KindClaim:
		return has(o.Claims, evidence.ClaimID(id), func(c *evidence.Claim) evidence.ClaimID { return c.ID })
	case evidence.KindSource:
		return has(o.Sources, evidence.SourceID(id), func(s *evidence.Source) evidence.SourceID { return s.ID })
	case evidence.KindOutlet:
		return has(o.Outlets, evidence.OutletID(id), func(x *evidence.Outlet) evidence.OutletID { return x.ID })
	case evidence.KindOrganization:
		return has(
			o.Organizations, evidence.OrganizationID(id), func(x *evidence.Organization) evidence.OrganizationID { return x.ID })
	case evidence.KindPerson:
		return has(o.Persons, evidence.PersonID(id), func(x *evidence.Person) evidence.PersonID { return x.ID })
	}
	return false
}

// has looks for an id in a list that is sorted by id.
func has[T any, K cmp.Ordered](list []T, id K, key func(*T) K) bool {
	_, found := slices.BinarySearchFunc(list, id, func(x T, id K) int { return cmp.Compare(key(&x), id) })
	return found
}

// merge returns a list with records put in at their ids, each in the place of the one that has the same; of several
// with one id the last.
func merge[T any](list, records []T, key func(*T) evidence.ID) []T {
	if len(records) == 0 {
		return list
	}
	all := slices.Concat(list, records)
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(key(&a), key(&b)) })
	kept := all[:0]
	for i := range all {
		if i+1 == len(all) || key(&all[i]) != key(&all[i+1]) {
			kept = append(kept, all[i])
		}
	}
	return kept
}

// rate sets letters in copies of the lists.
func (o *supposition) rate(ratings []Rating) {
	if len(ratings) == 0 {
		return
	}
	o.Sources, o.Outlets = slices.Clone(o.Sources), slices.Clone(o.Outlets)
	for _, r := range ratings {
		for i := range o.Sources {
			if evidence.ID(o.Sources[i].ID) == r.Subject {
				o.Sources[i].Reliability = r.Reliability
			}
		}
		for i := range o.Outlets {
			if evidence.ID(o.Outlets[i].ID) == r.Subject {
				o.Outlets[i].Reliability = r.Reliability
			}
		}
	}
}

// alike returns the sources with all that are asserted to be the same as one of them, sorted.
func (o *supposition) alike(sources []evidence.SourceID) []evidence.SourceID {
	if len(sources) == 0 {
		return o.Excluded
	}
	next := map[evidence.SourceID][]evidence.SourceID{}
	for i := range o.Samenesses {
		s := &o.Samenesses[i]
		if s.A.Kind() == evidence.KindSource && o.policy.Confident(&s.Provenance) {
			a, b := evidence.SourceID(s.A), evidence.SourceID(s.B)
			next[a], next[b] = append(next[a], b), append(next[b], a)
		}
	}
	reached := slices.Concat(o.Excluded, sources)
	seen := make(map[evidence.SourceID]bool, len(reached))
	for _, id := range reached {
		seen[id] = true
	}
	for i := 0; i < len(reached); i++ {
		for _, id := range next[reached[i]] {
			if !seen[id] {
				seen[id] = true
				reached = append(reached, id)
			}
		}
	}
	slices.Sort(reached)
	return slices.Compact(reached)
}

// checkStances refuses a source that both supports and refutes the claim, as recording it would be refused.
func (o *supposition) checkStances(claim evidence.ClaimID) error {
	stance := map[evidence.SourceID]evidence.Stance{}
	for i := range o.Statements {
		s := &o.Statements[i]
		if s.Claim != claim || s.Stance == evidence.Mentions {
			continue
		}
		if stance[s.Source] == s.Stance.Opposite() {
			return evidence.Conflictf(
				"statements", "%q would both support and refute %q; strike out the statement that it makes", s.Source, claim)
		}
		stance[s.Source] = s.Stance
	}
	return nil
}
