package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r mutationResolver) UpsertClaims(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, func(t *item, in stated) {
		var c evidence.Claim
		t.read(&c, in)
		switch {
		case t.named(&c, in):
		case c.Text == "":
			t.check(evidence.Invalidf("", "nothing identifies the claim; expected its id or its text"), t.at("id")...)
		default:
			c.ID = evidence.ClaimIDOf(c.Text)
		}
		add(t, &t.batch.Claims, c)
	}))
}

func (r mutationResolver) UpsertSources(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	return r.apply(ctx, each(ctx, newDraft(provenance), input, readSource))
}

// readSource reads a source; its words are kept apart, under their fingerprint.
func readSource(t *item, in stated) {
	var s evidence.Source
	t.read(&s, in, "text", "firsthand")
	s.Firsthand = readFirsthand(t, in)
	if text, is := in["text"]; is {
		words, _ := text.(*string)
		t.fields = append(t.fields, "text")
		t.check(evidence.CheckWords(orZero(words)), t.at()...)
		s.Fingerprint = t.batch.AddWords(orZero(words))
	}
	if !t.named(&s, in) {
		id, ok := evidence.SourceIDOf(s)
		if s.ID = id; !ok {
			t.check(
				evidence.Invalidf("", "nothing identifies the source; expected its id, address, title or outlet"), t.at("id")...)
		}
	}
	add(t, &t.batch.Sources, s)
}

// readFirsthand reads the two forms of what a source says of itself.
func readFirsthand(t *item, in stated) *evidence.Firsthand {
	share, isShare := in["firsthand"]
	declared, isDeclared := in["declaredFirsthand"]
	if isShare || isDeclared {
		t.fields = append(t.fields, "firsthand")
	}
	number, _ := share.(*float64)
	yes, _ := declared.(*bool)
	switch {
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
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachNode(ctx, d, input, &d.batch.Outlets))
}

func (r mutationResolver) UpsertOrganizations(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachNode(ctx, d, input, &d.batch.Organizations))
}

func (r mutationResolver) UpsertPersons(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachNode(ctx, d, input, &d.batch.Persons))
}

func (r mutationResolver) RecordReviews(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachNode(ctx, d, input, &d.batch.Reviews))
}

func (r mutationResolver) RecordStatements(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.batch.Statements))
}

func (r mutationResolver) RecordDerivations(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.batch.Derivations))
}

func (r mutationResolver) RecordCorroborations(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.batch.Corroborations))
}

func (r mutationResolver) RecordOwnership(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.batch.Ownerships))
}

func (r mutationResolver) RecordFunding(
	ctx context.Context, input []stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := newDraft(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.batch.Fundings))
}

// eachNode reads nodes that have an id.
func eachNode[T evidence.Record](ctx context.Context, d *draft, input []stated, to *[]evidence.Put[T]) *draft {
	return each(ctx, d, input, func(t *item, in stated) {
		var record T
		t.named(&record, in)
		t.read(&record, in)
		add(t, to, record)
	})
}

// eachLink reads links: what one does not state of its provenance, the request states for all.
func eachLink[T evidence.Record](ctx context.Context, d *draft, input []stated, to *[]evidence.Put[T]) *draft {
	return each(ctx, d, input, func(t *item, in stated) {
		var record T
		t.read(&record, t.provenance(in))
		add(t, to, record)
	})
}
