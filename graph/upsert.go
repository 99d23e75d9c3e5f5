package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r mutationResolver) UpsertClaims(
	ctx context.Context, input []*model.ClaimInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, readClaim))
}

func readClaim(t *item, in *model.ClaimInput) {
	var c evidence.Claim
	state(t, "text", in.Text, &c.Text)
	state(t, "name", in.Name, &c.Name)
	state(t, "language", in.Language, &c.Language)
	state(t, "claimant", in.Claimant, &c.Claimant)
	state(t, "claimDate", in.ClaimDate, &c.ClaimDate)
	stateList(t, "tags", in.Tags, &c.Tags, same[string])
	state(t, "item", in.Item, &c.Item)
	state(t, "value", in.Value, &c.Value)
	switch {
	case in.ID != nil:
		c.ID = key[evidence.ClaimID](t, evidence.KindClaim, *in.ID, "id")
	case c.Text == "":
		t.check(evidence.Invalidf("", "nothing identifies the claim; expected its id or its text"), t.at("id")...)
	default:
		c.ID = evidence.ClaimIDOf(c.Text)
	}
	add(t, &t.batch.Claims, c)
}

func (r mutationResolver) UpsertSources(
	ctx context.Context, input []*model.SourceInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, readSource))
}

func readSource(t *item, in *model.SourceInput) {
	var s evidence.Source
	state(t, "kind", in.Kind, &s.Kind)
	state(t, "identity", in.Identity, &s.Identity)
	state(t, "title", in.Title, &s.Title)
	state(t, "url", in.URL, &s.URL)
	state(t, "publishedAt", in.PublishedAt, &s.PublishedAt)
	state(t, "withdrawnAt", in.WithdrawnAt, &s.WithdrawnAt)
	state(t, "language", in.Language, &s.Language)
	state(t, "reliability", in.Reliability, &s.Reliability)
	stateKey(t, evidence.KindOutlet, "outlet", in.Outlet, &s.Outlet)
	stateList(t, "authors", in.Authors, &s.Authors, func(ids []evidence.ID) []evidence.PersonID {
		return keys[evidence.PersonID](t, evidence.KindPerson, ids, "authors")
	})
	s.Firsthand = readFirsthand(t, in.Firsthand, in.DeclaredFirsthand)
	if in.Text.IsSet() {
		t.fields = append(t.fields, "text")
		t.check(evidence.CheckWords(orZero(in.Text.Value())), t.at()...)
		s.Fingerprint = t.batch.AddWords(orZero(in.Text.Value()))
	}
	if in.ID != nil {
		s.ID = key[evidence.SourceID](t, evidence.KindSource, *in.ID, "id")
	} else if id, ok := evidence.SourceIDOf(s); ok {
		s.ID = id
	} else {
		t.check(evidence.Invalidf("", "nothing identifies the source; expected its id, address, title or outlet"),
			t.at("id")...)
	}
	add(t, &t.batch.Sources, s)
}

// readFirsthand reads the two forms of what a source says of itself.
func readFirsthand(t *item, share graphql.Omittable[*float64], declared graphql.Omittable[*bool]) *evidence.Firsthand {
	if share.IsSet() || declared.IsSet() {
		t.fields = append(t.fields, "firsthand")
	}
	switch number, yes := share.Value(), declared.Value(); {
	case number != nil && yes != nil:
		t.check(evidence.Invalidf("", "firsthand is given as well; expected one of them"), t.at("declaredFirsthand")...)
	case number != nil:
		return &evidence.Firsthand{Share: *number}
	case yes != nil:
		return &evidence.Firsthand{Unquantified: *yes}
	}
	return nil
}

func (r mutationResolver) UpsertOutlets(
	ctx context.Context, input []*model.OutletInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in *model.OutletInput) {
		o := evidence.Outlet{ID: key[evidence.OutletID](t, evidence.KindOutlet, in.ID, "id")}
		state(t, "name", in.Name, &o.Name)
		stateList(t, "domains", in.Domains, &o.Domains, same[string])
		state(t, "country", in.Country, &o.Country)
		state(t, "kind", in.Kind, &o.Kind)
		state(t, "reliability", in.Reliability, &o.Reliability)
		add(t, &t.batch.Outlets, o)
	}))
}

func (r mutationResolver) UpsertOrganizations(
	ctx context.Context, input []*model.OrganizationInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in *model.OrganizationInput) {
		o := evidence.Organization{ID: key[evidence.OrganizationID](t, evidence.KindOrganization, in.ID, "id")}
		state(t, "name", in.Name, &o.Name)
		state(t, "country", in.Country, &o.Country)
		state(t, "kind", in.Kind, &o.Kind)
		add(t, &t.batch.Organizations, o)
	}))
}

func (r mutationResolver) UpsertPersons(
	ctx context.Context, input []*model.PersonInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in *model.PersonInput) {
		p := evidence.Person{ID: key[evidence.PersonID](t, evidence.KindPerson, in.ID, "id")}
		state(t, "name", in.Name, &p.Name)
		add(t, &t.batch.Persons, p)
	}))
}

func (r mutationResolver) RecordReviews(
	ctx context.Context, input []*model.ClaimReviewInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, readReview))
}

func readReview(t *item, in *model.ClaimReviewInput) {
	v := evidence.ClaimReview{ID: key[evidence.ReviewID](t, evidence.KindReview, in.ID, "id")}
	stateKey(t, evidence.KindClaim, "claim", in.Claim, &v.Claim)
	stateKey(t, evidence.KindOutlet, "publisher", in.Publisher, &v.Publisher)
	state(t, "url", in.URL, &v.URL)
	state(t, "datePublished", in.DatePublished, &v.DatePublished)
	state(t, "verdict", in.Verdict, &v.Verdict)
	state(t, "alternateName", in.AlternateName, &v.AlternateName)
	maybe(t, "ratingValue", in.RatingValue, &v.RatingValue)
	maybe(t, "bestRating", in.BestRating, &v.BestRating)
	maybe(t, "worstRating", in.WorstRating, &v.WorstRating)
	stateList(t, "cites", in.Cites, &v.Cites, func(ids []evidence.ID) []evidence.SourceID {
		return keys[evidence.SourceID](t, evidence.KindSource, ids, "cites")
	})
	stateList(t, "citesQuotes", in.CitesQuotes, &v.CitesQuotes, quotesOf)
	stateList(t, "basis", in.Basis, &v.Basis, quotesOf)
	stateList(t, "reservations", in.Reservations, &v.Reservations, quotesOf)
	add(t, &t.batch.Reviews, v)
}

func (r mutationResolver) RecordStatements(
	ctx context.Context, input []*model.StatementInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in *model.StatementInput) {
		s := evidence.Statement{Stance: in.Stance,
			Provenance: t.said(words{in.RecordedFrom, in.Justification, in.Confidence, in.Quotes})}
		s.Source = key[evidence.SourceID](t, evidence.KindSource, in.Source, "source")
		s.Claim = key[evidence.ClaimID](t, evidence.KindClaim, in.Claim, "claim")
		state(t, "strength", in.Strength, &s.Strength)
		add(t, &t.batch.Statements, s)
	}))
}

func (r mutationResolver) RecordDerivations(
	ctx context.Context, input []*model.DerivationInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in *model.DerivationInput) {
		d := evidence.Derivation{Kind: in.Kind,
			Provenance: t.said(words{in.RecordedFrom, in.Justification, in.Confidence, in.Quotes})}
		d.From = key[evidence.SourceID](t, evidence.KindSource, in.From, "from")
		d.To = key[evidence.SourceID](t, evidence.KindSource, in.To, "to")
		d.Claims = keys[evidence.ClaimID](t, evidence.KindClaim, in.Claims, "claims")
		state(t, "weight", in.Weight, &d.Weight)
		maybe(t, "kappa", in.Kappa, &d.Kappa)
		state(t, "detector", in.Detector, &d.Detector)
		state(t, "status", in.Status, &d.Status)
		add(t, &t.batch.Derivations, d)
	}))
}

func (r mutationResolver) RecordCorroborations(
	ctx context.Context, input []*model.CorroborationInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in *model.CorroborationInput) {
		c := evidence.Corroboration{Provenance: t.said(words{in.RecordedFrom, in.Justification, in.Confidence,
			in.Quotes})}
		c.Claim = key[evidence.ClaimID](t, evidence.KindClaim, in.Claim, "claim")
		c.Sources = keys[evidence.SourceID](t, evidence.KindSource, in.Sources, "sources")
		add(t, &t.batch.Corroborations, c)
	}))
}

func (r mutationResolver) RecordOwnership(
	ctx context.Context, input []*model.OwnershipInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in *model.OwnershipInput) {
		o := evidence.Ownership{ValidFrom: orZero(in.ValidFrom),
			Provenance: t.said(words{in.RecordedFrom, in.Justification, in.Confidence, in.Quotes})}
		o.Asset, o.Owner = t.global(in.Asset, "asset"), t.global(in.Owner, "owner")
		maybe(t, "share", in.Share, &o.Share)
		state(t, "validTo", in.ValidTo, &o.ValidTo)
		add(t, &t.batch.Ownerships, o)
	}))
}

func (r mutationResolver) RecordFunding(
	ctx context.Context, input []*model.FundingInput, provenance model.ProvenanceInput,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in *model.FundingInput) {
		f := evidence.Funding{ValidFrom: orZero(in.ValidFrom),
			Provenance: t.said(words{in.RecordedFrom, in.Justification, in.Confidence, in.Quotes})}
		f.Recipient, f.Funder = t.global(in.Recipient, "recipient"), t.global(in.Funder, "funder")
		state(t, "validTo", in.ValidTo, &f.ValidTo)
		add(t, &t.batch.Fundings, f)
	}))
}
