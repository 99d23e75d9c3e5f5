package graph

import (
	"context"
	"strconv"
	"sync"

	"github.com/credence-graph/credence/graph/drafts"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/evidence"
)

// apply records what a draft holds.
func (r mutationResolver) apply(ctx context.Context, d *drafts.Draft) (*model.WritePayload, error) {
	return r.write(ctx, d, func(ctx context.Context, w evidence.Writer) (evidence.Applied, error) {
		return w.Apply(ctx, d.Batch)
	})
}

// write does a write whose input was found good, and answers what was done or what is wrong with the input. It is done
// only at the version that the argument ifVersion of its field names.
func (r mutationResolver) write(
	ctx context.Context, d *drafts.Draft, do func(context.Context, evidence.Writer) (evidence.Applied, error),
) (*model.WritePayload, error) {
	if r.writer == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server only reads; write through another"}
	}
	only := d.OnlyAt(ctx)
	if len(d.Errors) > 0 {
		return &model.WritePayload{UserErrors: d.Errors}, nil
	}
	applied, err := do(only, r.writer)
	switch {
	case err == nil:
	case d.Refused(err):
		return &model.WritePayload{UserErrors: d.Errors}, nil
	default:
		return nil, err
	}
	request.Of(ctx).Wrote(applied.Version)
	return &model.WritePayload{UserErrors: d.Errors, Applied: &applied, IDs: d.IDs,
		Impacts: r.impactsOf(ctx, d.IDs, &applied)}, nil
}

// impactsOf returns what computes which claims a write has changed: what they were the instant before it, and at its
// time.
func (r mutationResolver) impactsOf(
	ctx context.Context, ids []evidence.ID, applied *evidence.Applied,
) func() ([]compare.Impact, error) {
	return sync.OnceValues(func() ([]compare.Impact, error) {
		if len(applied.Created)+len(applied.Changed)+len(applied.Retracted) == 0 {
			return nil, nil
		}
		before, after := evidence.Moment{KnownAt: applied.At.Add(-1)}, evidence.Moment{KnownAt: applied.At}
		return request.Of(ctx).Service().Changed(ctx, ids, before, after, r.policy)
	})
}

func (r mutationResolver) RelateClaims(
	ctx context.Context, from evidence.ID, kind evidence.RelationKind, to evidence.ID,
	provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	t := &drafts.Item{Draft: drafts.New(provenance), Fields: []string{}}
	relation := evidence.Relation{Kind: kind, Provenance: t.Said()}
	relation.From = drafts.Key[evidence.ClaimID](t, evidence.KindClaim, from, "from")
	relation.To = drafts.Key[evidence.ClaimID](t, evidence.KindClaim, to, "to")
	drafts.Add(t, &t.Batch.Relations, relation)
	return r.apply(ctx, t.Draft)
}

func (r mutationResolver) AssertSame(
	ctx context.Context, ids []evidence.ID, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	t := &drafts.Item{Draft: drafts.New(provenance), Fields: []string{}}
	said := t.Said()
	if len(ids) < 2 || len(ids) > maxIDs {
		t.Check(evidence.Invalidf("", "%d ids are given; expected 2 to %d", len(ids), maxIDs), "ids")
	}
	for i, id := range ids {
		parsed := t.Global(id, "ids", strconv.Itoa(i))
		if i > 0 {
			drafts.Add(t, &t.Batch.Samenesses, evidence.Sameness{A: ids[0], B: parsed, Provenance: said})
		}
	}
	return r.apply(ctx, t.Draft)
}

func (r mutationResolver) DenySame(
	ctx context.Context, ids []evidence.ID, by model.ActorInput, _ *string,
) (*model.WritePayload, error) {
	t := &drafts.Item{Draft: drafts.NewAct(by)}
	t.Batch.Denied = true
	provenance := evidence.Provenance{RecordedFrom: by.Collector, Justification: by.Reason}
	if len(ids) == 2 {
		drafts.Add(t, &t.Batch.Samenesses, evidence.Sameness{A: t.Global(ids[0], "ids", "0"), B: t.Global(ids[1], "ids", "1"),
			Provenance: provenance})
	} else {
		t.Check(evidence.Invalidf("", "%d ids are given; expected 2", len(ids)), "ids")
	}
	payload, err := r.apply(ctx, t.Draft)
	if payload != nil && payload.Applied != nil && len(payload.Applied.Created) > 0 {
		payload.Impacts = nil // it never counted
	}
	return payload, err
}

// Confirm states every field of the confirmations: nothing that somebody said before is the word of whoever confirms
// now.
func (r mutationResolver) Confirm(
	ctx context.Context, sources []evidence.ID, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	t := &drafts.Item{Draft: drafts.New(provenance)}
	t.Batch.Renew, t.Bare = true, true
	t.Need(model.OrZero(provenance.Justification), "why it is right", "provenance", "justification")
	said := evidence.Provenance{
		RecordedFrom: provenance.RecordedFrom, Justification: model.OrZero(provenance.Justification),
		Confidence: provenance.Confidence, Quotes: drafts.QuotesOf(provenance.Quotes),
	}
	if len(sources) < 1 || len(sources) > maxIDs {
		t.Check(evidence.Invalidf("", "%d ids are given; expected 1 to %d", len(sources), maxIDs), "sources")
	}
	for i, id := range drafts.Keys[evidence.SourceID](t, evidence.KindSource, sources, "sources") {
		t.Path = []string{"sources", strconv.Itoa(i)}
		drafts.Add(t, &t.Batch.Confirmations, evidence.Confirmation{Source: id, Provenance: said})
	}
	return r.apply(ctx, t.Draft)
}

func (r mutationResolver) RateReliability(
	ctx context.Context, subject evidence.ID, reliability *evidence.SourceReliability, by model.ActorInput, _ *string,
) (*model.WritePayload, error) {
	t := &drafts.Item{Draft: drafts.NewAct(by), Fields: []string{"reliability"}}
	known, err := r.there(ctx, t, subject, "subject")
	if err != nil {
		return nil, err
	}
	switch n := known.Node.(type) {
	case *evidence.Source:
		drafts.Add(t, &t.Batch.Sources, evidence.Source{ID: n.ID, Reliability: model.OrZero(reliability)})
	case *evidence.Outlet:
		drafts.Add(t, &t.Batch.Outlets, evidence.Outlet{ID: n.ID, Reliability: model.OrZero(reliability)})
	default:
		t.Check(evidence.NotFoundf("the graph has no source or outlet %q", subject), "subject")
	}
	return r.apply(ctx, t.Draft)
}

// there returns what the graph has under an id; an id that cannot be read is noted.
func (r mutationResolver) there(
	ctx context.Context, t *drafts.Item, id evidence.ID, argument string,
) (evidence.Object, error) {
	parsed := t.Global(id, argument)
	if len(t.Errors) > 0 {
		return evidence.Object{}, nil
	}
	objects, err := r.reader.Objects(ctx, []evidence.ID{parsed}, evidence.Moment{})
	if err != nil {
		return evidence.Object{}, err
	}
	return objects[0], nil
}

func (r mutationResolver) ReviewDerivation(
	ctx context.Context, id evidence.ID, status evidence.ReviewStatus, by model.ActorInput, _ *string,
) (*model.WritePayload, error) {
	t := &drafts.Item{Draft: drafts.NewAct(by), Fields: []string{"status", "justification"}}
	known, err := r.there(ctx, t, id, "id")
	if err != nil {
		return nil, err
	}
	if d, ok := known.Link.(*evidence.Derivation); ok {
		reviewed := *d
		reviewed.Status, reviewed.Provenance.Justification = status, by.Reason
		drafts.Add(t, &t.Batch.Derivations, reviewed)
	} else {
		t.Check(evidence.NotFoundf("the graph has no derivation %q in force", id), "id")
	}
	return r.apply(ctx, t.Draft)
}

func (r mutationResolver) Retract(
	ctx context.Context, ids []evidence.ID, by model.ActorInput, _ *string,
) (*model.WritePayload, error) {
	d := links(ctx, drafts.NewAct(by), ids)
	return r.write(ctx, d, func(ctx context.Context, w evidence.Writer) (evidence.Applied, error) {
		return w.Retract(ctx, d.IDs, by.Collector, by.Reason)
	})
}

func (r mutationResolver) Unretract(
	ctx context.Context, ids []evidence.ID, by model.ActorInput, _ *string,
) (*model.WritePayload, error) {
	d := links(ctx, drafts.NewAct(by), ids)
	return r.write(ctx, d, func(ctx context.Context, w evidence.Writer) (evidence.Applied, error) {
		return w.Unretract(ctx, d.IDs, by.Collector, by.Reason)
	})
}

// links reads ids of links.
func links(ctx context.Context, d *drafts.Draft, ids []evidence.ID) *drafts.Draft {
	if len(ids) > drafts.MaxRecords && !request.IsInProcess(ctx) {
		d.Check(evidence.Invalidf("", "%d ids are given; expected at most %d", len(ids), drafts.MaxRecords), "ids")
		return d
	}
	for i, id := range ids {
		t := &drafts.Item{Draft: d, Path: []string{"ids", strconv.Itoa(i)}}
		parsed := t.Global(id)
		if d.Places[parsed] == nil {
			d.IDs, d.Places[parsed] = append(d.IDs, parsed), t.Path
		}
	}
	return d
}

func (r mutationResolver) ErasePerson(
	ctx context.Context, person evidence.ID, by model.ActorInput, _ *string,
) (*model.WritePayload, error) {
	t := &drafts.Item{Draft: drafts.NewAct(by)}
	id := drafts.Key[evidence.PersonID](t, evidence.KindPerson, person, "person")
	t.IDs, t.Places[evidence.ID(id)] = []evidence.ID{evidence.ID(id)}, []string{"person"}
	payload, err := r.write(ctx, t.Draft, func(ctx context.Context, w evidence.Writer) (evidence.Applied, error) {
		return w.Erase(ctx, id, by.Collector, by.Reason)
	})
	if payload != nil {
		payload.Impacts = nil // what the figures were is gone with the person
	}
	return payload, err
}

// Records returns what the write was about, read again: as it is now, and what is no longer in force as it stood.
func (r writeResolver) Records(ctx context.Context, obj *model.WritePayload, first int) ([]model.Node, error) {
	ids, err := paging.FirstN(ctx, obj.IDs, first)
	if err != nil || obj.Applied == nil || len(ids) == 0 {
		return []model.Node{}, err
	}
	now, err := r.reader.Objects(ctx, ids, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	before, err := r.reader.Objects(ctx, ids, evidence.Moment{KnownAt: obj.Applied.At.Add(-1)})
	nodes := []model.Node{}
	for i := range ids {
		if node := either(now[i]); node != nil {
			nodes = append(nodes, node)
		} else if node := either(before[i]); err == nil && node != nil {
			nodes = append(nodes, node)
		}
	}
	return nodes, err
}

func (r writeResolver) Impact(
	ctx context.Context, obj *model.WritePayload, first int, after *string, last *int, before *string,
) (*model.ImpactConnection, error) {
	page, err := paging.BothWays(ctx, &first, after, last, before).Page(ctx)
	if err != nil || obj.Impacts == nil {
		return nil, err
	}
	impacts, err := obj.Impacts()
	if err != nil {
		if refusedImpact(ctx, err) != "" {
			return nil, nil
		}
		return nil, err
	}
	return impactPage(ctx, impacts, page)
}

func (r writeResolver) ImpactRefused(ctx context.Context, obj *model.WritePayload) (*string, error) {
	if obj.Impacts == nil {
		return nil, nil
	}
	_, err := obj.Impacts()
	return known(refusedImpact(ctx, err)), nil
}

// refusedImpact returns why a list is too much to compute, "" if that is not what went wrong.
func refusedImpact(ctx context.Context, err error) string {
	code := evidence.CodeOf(err)
	if ctx.Err() != nil || (code != evidence.CodeTooComplex && code != evidence.CodeTimeout) {
		return ""
	}
	return transport.Sentence(err)
}
