package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) WhatIf(
	ctx context.Context, claim evidence.ID, change model.HypotheticalInput, _ *evidence.Moment, _ *model.PolicyInput,
) (*compare.Diff, error) {
	id, err := evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, string(claim))
	if err != nil {
		return nil, err
	}
	policy, err := r.policyOf(ctx)
	if err != nil {
		return nil, err
	}
	hypothesis, err := hypothesisOf(ctx, change)
	if err != nil {
		return nil, err
	}
	request.Of(ctx).Suppose(ctx, hypothesis)
	at := askedWith(ctx, request.MomentOf(ctx), "before", "after")
	return request.Of(ctx).Service().WhatIf(ctx, id, hypothesis, at, policy)
}

// hypothesisOf turns what a client supposes into the domain's terms.
func hypothesisOf(ctx context.Context, in model.HypotheticalInput) (whatif.Hypothesis, error) {
	h := whatif.Hypothesis{}
	var err error
	for name, n := range map[string]int{"without": len(in.Without), "sources": len(in.Sources),
		"statements":  len(in.Statements),
		"derivations": len(in.Derivations), "ownerships": len(in.Ownerships), "fundings": len(in.Fundings),
		"sameAs": len(in.SameAs), "interests": len(in.Interests), "ratings": len(in.Ratings)} {
		if n > maxIDs && !request.IsInProcess(ctx) {
			return h, evidence.Invalidf("change."+name, "%d are given; expected at most %d", n, maxIDs)
		}
	}
	h.Without = convert(&err, in.Without, func(id evidence.ID) (evidence.ID,
		error) {
		return evidence.ParseID(string(id))
	})
	h.Sources = convert(&err, in.Sources, hypotheticalSource)
	h.Statements = convert(&err, in.Statements, hypotheticalStatement)
	h.Derivations = convert(&err, in.Derivations, hypotheticalDerivation)
	h.Ownerships = convert(&err, in.Ownerships, func(o *model.HypotheticalOwnershipInput) (evidence.Ownership, error) {
		return evidence.Ownership{Asset: o.Asset, Owner: o.Owner, SharePercent: o.SharePercent}, nil
	})
	h.Fundings = convert(&err, in.Fundings, func(f *model.HypotheticalFundingInput) (evidence.Funding, error) {
		return evidence.Funding{Recipient: f.Recipient, Funder: f.Funder}, nil
	})
	h.Samenesses = convert(&err, in.SameAs, func(s *model.HypotheticalSamenessInput) (evidence.Sameness, error) {
		return evidence.Sameness{A: s.A, B: s.B}, nil
	})
	h.Interests = convert(&err, in.Interests, func(i *model.HypotheticalInterestInput) (evidence.Interest, error) {
		return evidence.Interest{Holder: i.Holder, Direction: i.Direction, Kind: i.Kind}, nil
	})
	h.Ratings = convert(&err, in.Ratings, func(r *model.HypotheticalRatingInput) (whatif.Rating, error) {
		return whatif.Rating{Subject: r.Subject, Reliability: model.OrZero(r.Reliability)}, nil
	})
	return h, err
}

// convert converts the elements of a list; err keeps the first error.
func convert[In, Out any](err *error, list []In, one func(In) (Out, error)) []Out {
	out := make([]Out, len(list))
	for i, in := range list {
		var failed error
		if out[i], failed = one(in); failed != nil && *err == nil {
			*err = failed
		}
	}
	return out
}

func hypotheticalSource(in *model.HypotheticalSourceInput) (evidence.Source, error) {
	id, err := evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(in.ID))
	s := evidence.Source{ID: id, Kind: in.Kind, Identity: in.Identity, Title: model.OrZero(in.Title),
		PublishedAt: model.OrZero(in.PublishedAt)}
	if in.Firsthand != nil {
		s.Firsthand = &evidence.Firsthand{Share: *in.Firsthand}
	}
	if in.Outlet != nil && err == nil {
		s.Outlet, err = evidence.ParseKey[evidence.OutletID](evidence.KindOutlet, string(*in.Outlet))
	}
	s.Authors = convert(&err, in.Authors, func(id evidence.ID) (evidence.PersonID, error) {
		return evidence.ParseKey[evidence.PersonID](evidence.KindPerson, string(id))
	})
	return s, err
}

func hypotheticalStatement(in *model.HypotheticalStatementInput) (evidence.Statement, error) {
	source, err := evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(in.Source))
	return evidence.Statement{Source: source, Stance: in.Stance, Strength: in.Strength}, err
}

func hypotheticalDerivation(in *model.HypotheticalDerivationInput) (evidence.Derivation, error) {
	ends, err := parseIDs[evidence.SourceID](evidence.KindSource, []evidence.ID{in.From, in.To})
	if err != nil {
		return evidence.Derivation{}, err
	}
	d := evidence.Derivation{From: ends[0], To: ends[1], Kind: in.Kind, Weight: in.Weight, CopiedShare: in.CopiedShare,
		Status: evidence.Confirmed}
	d.Claims, err = parseIDs[evidence.ClaimID](evidence.KindClaim, in.Claims)
	return d, err
}
