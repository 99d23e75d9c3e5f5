package whatif

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Hypothesis is what a what-if supposes: records struck out, and records that the graph does not have. Nothing of it is
// stored. What it adds carries the method [evidence.Supposed].
//
// A source that is struck out counts as if its publisher had withdrawn it, and with it every record asserted to be the
// same: it says nothing, gives no ground, and what takes from it alone falls; it does not become an origin. A link that
// is struck out counts as retracted: our record of it was wrong, so its source is judged as if the link had never been.
// A supposed link with the identity of a recorded one stands in its place.
type Hypothesis struct {
	Without     []evidence.ID // sources and links of any kind
	Sources     []evidence.Source
	Statements  []evidence.Statement // about the claim that is asked about; Claim may be left empty
	Derivations []evidence.Derivation
	Ownerships  []evidence.Ownership
	Fundings    []evidence.Funding
	Samenesses  []evidence.Sameness
	Interests   []evidence.Interest // in the claim that is asked about, if none and no tag is named
	Ratings     []Rating
}

// Rating supposes an Admiralty letter of a source or an outlet.
type Rating struct {
	Subject     evidence.ID
	Reliability evidence.SourceReliability // "" = not rated
}

// Normalized returns the hypothesis in the form of records, marked as supposed, with its statements about the claim.
// The error has code [evidence.CodeInvalid] and names what cannot be accepted.
func (h Hypothesis) Normalized(claim evidence.ClaimID) (Hypothesis, error) {
	if err := h.CheckWithout(); err != nil {
		return h, err
	}
	h.Statements = slices.Clone(h.Statements)
	for i := range h.Statements {
		s := &h.Statements[i]
		if s.Claim == "" {
			s.Claim = claim
		}
		if s.Claim != claim {
			return h, evidence.Invalidf("statements", "%q is another claim; expected a statement about %q", s.Claim, claim)
		}
	}
	h.Interests = slices.Clone(h.Interests)
	for i := range h.Interests {
		if in := &h.Interests[i]; in.Claim == "" && in.Tag == "" {
			in.Claim = claim
		}
	}
	var err error
	each(&err, &h.Sources, func(*evidence.Source) *evidence.Provenance { return nil })
	each(&err, &h.Statements, func(s *evidence.Statement) *evidence.Provenance { return &s.Provenance })
	each(&err, &h.Derivations, func(d *evidence.Derivation) *evidence.Provenance { return &d.Provenance })
	each(&err, &h.Ownerships, func(o *evidence.Ownership) *evidence.Provenance { return &o.Provenance })
	each(&err, &h.Fundings, func(f *evidence.Funding) *evidence.Provenance { return &f.Provenance })
	each(&err, &h.Samenesses, func(s *evidence.Sameness) *evidence.Provenance { return &s.Provenance })
	each(&err, &h.Interests, func(i *evidence.Interest) *evidence.Provenance { return &i.Provenance })
	for _, r := range h.Ratings {
		if k := r.Subject.Kind(); k != evidence.KindSource && k != evidence.KindOutlet {
			err = cmp.Or(err, evidence.Invalidf("ratings", "%q cannot be rated; expected a source or an outlet", r.Subject))
		}
		if r.Reliability != "" && !r.Reliability.Valid() {
			err = cmp.Or(
				err, evidence.Invalidf("ratings", "%q is not an Admiralty letter; expected A, B, C, D, E or F", r.Reliability))
		}
	}
	return h, err
}

// CheckWithout refuses to exclude what is neither a source nor a link.
func (h Hypothesis) CheckWithout() error {
	for _, id := range h.Without {
		if id.Kind() != evidence.KindSource && !id.Kind().IsLink() {
			return evidence.Invalidf("without", "%q cannot be struck out; expected the id of a source or of a link", id)
		}
	}
	return nil
}

// each normalizes the records of a list in a copy, marks them as supposed, and checks them; err keeps the first error.
func each[T interface {
	Validate() error
	Normalize() T
}](err *error, list *[]T, provenance func(*T) *evidence.Provenance) {
	out := slices.Clone(*list)
	for i := range out {
		if p := provenance(&out[i]); p != nil {
			p.Method, p.Collector = "", "what-if"
		}
		*err = cmp.Or(*err, out[i].Validate())
		out[i] = out[i].Normalize()
		if p := provenance(&out[i]); p != nil {
			p.Method = evidence.Supposed
		}
	}
	*list = out
}

// Names returns what the evidence of the claim must hold beside what the claim rests on: everything that the
// hypothesis names, sorted. Claims asserted the same are asked for as claims.
func (h Hypothesis) Names() (ids []evidence.ID, claims []evidence.ClaimID) {
	for _, s := range h.Sources {
		ids = append(ids, evidence.ID(s.ID), evidence.ID(s.Outlet))
		for _, a := range s.Authors {
			ids = append(ids, evidence.ID(a))
		}
	}
	for _, s := range h.Statements {
		ids = append(ids, evidence.ID(s.Source))
	}
	for _, d := range h.Derivations {
		ids = append(ids, evidence.ID(d.From), evidence.ID(d.To))
	}
	for _, o := range h.Ownerships {
		ids = append(ids, o.Asset, o.Owner)
	}
	for _, f := range h.Fundings {
		ids = append(ids, f.Recipient, f.Funder)
	}
	for _, s := range h.Samenesses {
		ids = append(ids, s.A, s.B)
	}
	for _, i := range h.Interests {
		ids = append(ids, i.Holder, evidence.ID(i.Claim))
	}
	for _, r := range h.Ratings {
		ids = append(ids, r.Subject)
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if id.Kind() == evidence.KindClaim {
			claims = append(claims, evidence.ClaimID(id))
		}
	}
	ids = slices.DeleteFunc(
		slices.Compact(ids), func(id evidence.ID) bool { return id == "" || id.Kind() == evidence.KindClaim })
	return ids, claims
}
