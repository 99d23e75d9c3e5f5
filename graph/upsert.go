package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/drafts"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r mutationResolver) UpsertClaims(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	return r.apply(ctx, drafts.Each(ctx, drafts.New(provenance), input, func(t *drafts.Item, in drafts.Stated) {
		var c evidence.Claim
		t.Read(&c, in)
		switch {
		case t.Named(&c, in):
		case c.Text == "":
			t.Check(evidence.Invalidf("", "nothing identifies the claim; expected its id or its text"), t.At("id")...)
		default:
			c.ID = evidence.ClaimIDOf(c.Text)
		}
		drafts.Add(t, &t.Batch.Claims, c)
	}))
}

func (r mutationResolver) UpsertSources(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	return r.apply(ctx, drafts.Each(ctx, drafts.New(provenance), input, readSource))
}

// readSource reads a source; its words are kept apart, under their fingerprint.
func readSource(t *drafts.Item, in drafts.Stated) {
	var s evidence.Source
	t.Read(&s, in, "text", "firsthand")
	s.Firsthand = readFirsthand(t, in)
	if text, is := in["text"]; is {
		words, _ := text.(*string)
		t.Fields = append(t.Fields, "text")
		t.Check(evidence.CheckWords(model.OrZero(words)), t.At()...)
		s.Fingerprint = t.Batch.AddWords(model.OrZero(words))
	}
	if !t.Named(&s, in) {
		id, ok := evidence.SourceIDOf(s)
		if s.ID = id; !ok {
			t.Check(
				evidence.Invalidf("", "nothing identifies the source; expected its id, address, title or outlet"), t.At("id")...)
		}
	}
	drafts.Add(t, &t.Batch.Sources, s)
}

// readFirsthand reads the two forms of what a source says of itself.
func readFirsthand(t *drafts.Item, in drafts.Stated) *evidence.Firsthand {
	share, isShare := in["firsthand"]
	declared, isDeclared := in["declaredFirsthand"]
	if isShare || isDeclared {
		t.Fields = append(t.Fields, "firsthand")
	}
	number, _ := share.(*float64)
	yes, _ := declared.(*bool)
	switch {
	case number != nil && yes != nil:
		t.Check(evidence.Invalidf("", "firsthand is given as well; expected one of them"), t.At("declaredFirsthand")...)
	case number != nil:
		return &evidence.Firsthand{Share: *number}
	case yes != nil:
		return &evidence.Firsthand{Unquantified: *yes}
	}
	return nil
}

func (r mutationResolver) UpsertOutlets(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachNode(ctx, d, input, &d.Batch.Outlets))
}

func (r mutationResolver) UpsertOrganizations(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachNode(ctx, d, input, &d.Batch.Organizations))
}

func (r mutationResolver) UpsertPersons(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachNode(ctx, d, input, &d.Batch.Persons))
}

func (r mutationResolver) RecordReviews(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachNode(ctx, d, input, &d.Batch.Reviews))
}

func (r mutationResolver) RecordStatements(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.Batch.Statements))
}

func (r mutationResolver) RecordDerivations(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.Batch.Derivations))
}

func (r mutationResolver) RecordCorroborations(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.Batch.Corroborations))
}

func (r mutationResolver) RecordOwnership(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.Batch.Ownerships))
}

func (r mutationResolver) RecordFunding(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.Batch.Fundings))
}

// eachNode reads nodes that have an id.
func eachNode[T evidence.Record](ctx context.Context, d *drafts.Draft, input []drafts.Stated,
	to *[]evidence.Put[T]) *drafts.Draft {
	return drafts.Each(ctx, d, input, func(t *drafts.Item, in drafts.Stated) {
		var record T
		t.Named(&record, in)
		t.Read(&record, in)
		drafts.Add(t, to, record)
	})
}

// eachLink reads links: what one does not state of its provenance, the request states for all.
func eachLink[T evidence.Record](ctx context.Context, d *drafts.Draft, input []drafts.Stated,
	to *[]evidence.Put[T]) *drafts.Draft {
	return drafts.Each(ctx, d, input, func(t *drafts.Item, in drafts.Stated) {
		var record T
		t.Read(&record, t.Provenance(in))
		drafts.Add(t, to, record)
	})
}
